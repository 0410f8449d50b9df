"""All parts of Gradus as `make run` starts them, each held by a handle of its own, so that one can die alone."""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import redis
from celery import Celery

from roadmap.serve.leash import leashed
from roadmap.serve.parts import Part, parts_of, shared_environment
from roadmap.serve.plan import ROOT, Plan
from runner.config import broker_url
from runner.contract import BEGIN_TASK
from tests.chaos.record import Record
from tests.stack import OURS, free_port

LABS = ("walker", "in-line", "while-away")
START_SECONDS = 60.0
STOP_SECONDS = 30.0
LOOK_EVERY_SECONDS = 0.02


def until(so: Callable[[], Any], what: str, seconds: float = START_SECONDS) -> Any:
    """What `so` gives once it is true. Raises AssertionError with `what` when the time is over."""
    deadline = time.monotonic() + seconds
    while not (found := so()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(LOOK_EVERY_SECONDS)
    return found


SPARES = 2  # of a runner with one slot


class House:
    """The parts of one installation and the way into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gates = folder / "gates"
        environment = self.lay_ground()
        self.plan = Plan.from_environment(environment)
        self.environment = shared_environment(self.plan, environment)
        self.parts: dict[str, Part] = {
            part.name.split("-")[0]: part for part in parts_of(self.plan, environment, cuda=False)
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.redis = redis.Redis.from_url(self.plan.redis_url, socket_timeout=5)
        self.record = Record(folder / "gradus.sqlite3")
        self.celery = Celery("chaos", broker=broker_url(self.plan.redis_url))
        self.ever_below: set[psutil.Process] = set()
        self.token = ""

    def lay_ground(self) -> dict[str, str]:
        """Folders, and the one lab under several names: of one lab, a learner has one submission waiting."""
        for inside in ("log", "static", "gates"):
            (self.folder / inside).mkdir(parents=True)
        for slug in LABS:
            shutil.copytree(Path(__file__).parent / "lab", self.folder / "catalogue" / "chaos" / slug)
        kept = {k: v for k, v in os.environ.items() if k not in OURS and not k.startswith(("GRADUS_", "RUNNER_"))}
        ours = {"GRADUS_DATA": self.folder, "GRADUS_CATALOG": self.folder / "catalogue", "CHAOS_GATES": self.gates}
        counts = {"PORT": str(free_port()), "RUNNER_SLOTS": "1", "GRADUS_API_REQUESTS": "1000000"}
        return {**kept, **{k: str(v) for k, v in ours.items()}, **counts}

    def start_all(self) -> None:
        self.start("redis")
        self.await_back("redis")
        command = [sys.executable, "-m", "roadmap.serve.prepare"]
        subprocess.run(leashed(command), cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "manage.py", "api_token"]
        told = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        self.token = told.stdout.strip()
        self.record.watch_settling()
        for name in ("runner", "results", "web"):
            self.start(name)
        for name in ("runner", "results", "web"):
            self.await_back(name)

    def start(self, name: str) -> None:
        part = self.parts[name]
        with (self.folder / "log" / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                leashed(part.command),
                cwd=ROOT,
                env=part.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """End one part as the kernel would: no last words."""
        self.processes[name].kill()
        self.processes[name].wait()

    def tend(self) -> list[str]:
        """Start again, as a supervisor does, each part that ended by itself; gives their names."""
        fallen = [name for name, process in self.processes.items() if process.poll() is not None]
        for name in fallen:
            self.start(name)
        return fallen

    def signal(self, name: str, word: signal.Signals) -> None:
        self.processes[name].send_signal(word)

    def await_back(self, name: str) -> None:
        """Returns when a part that was started answers."""
        until(getattr(self, f"{name}_is_back"), f"{name} is back; {self.folder / 'log' / name}.log")

    def redis_is_back(self) -> bool:
        with contextlib.suppress(redis.RedisError):
            return bool(self.redis.ping())
        return False

    def runner_is_back(self) -> bool:
        return bool(self.redis.keys(f"gradus:runner:*-{self.processes['runner'].pid}"))

    def results_is_back(self) -> bool:
        return bool(self.redis.keys("gradus:results:*"))

    def web_is_back(self) -> bool:
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.ask("GET", "/healthz")[0] in (200, 503)
        return False

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of an answer. Raises OSError or HTTPException where the web dies meanwhile."""
        connection = http.client.HTTPConnection("127.0.0.1", self.plan.port, timeout=60)
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json", "Host": "localhost"}
        with contextlib.closing(connection):
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")

    def told(self) -> str:
        """What one needs to see where something did not hold."""
        rows = self.record.ask(
            "SELECT id, lab, state, verdict, message, attempts, handed_over, begun, lease_until FROM labs_submission"
            " ORDER BY id DESC LIMIT 5"
        )
        lies = {"cpu": self.queued("cpu"), "results": self.queued("results"), "taken": self.taken()}
        ended = {name: process.poll() for name, process in self.processes.items()}
        logs = [f"--- {log.name}\n{log.read_text()[-6000:]}" for log in (self.folder / "log").glob("*.log")]
        return "\n".join([datetime.now(UTC).isoformat(), *map(str, rows), f"{lies} {ended}", *logs])

    def submit(self, lab: str, source: str) -> int:
        """The number of a submission that was accepted."""
        status, told = self.ask("POST", "/api/submissions/", {"lab": lab, "source": source})
        assert status == 201, (status, told)
        return int(told["id"])

    def queued(self, queue: str) -> list[tuple[str, int]]:
        """Task and submission of each message that lies in a queue of the broker."""
        return [read(json.loads(message)) for message in self.redis.lrange(queue, 0, -1)]

    def taken(self) -> list[tuple[str, int]]:
        """The same of each message that a worker has taken and not yet acknowledged."""
        return [read(json.loads(entry)[0]) for entry in self.redis.hgetall("unacked").values()]

    def hands_full(self, queue: str) -> bool:
        """Whether a stopped worker has left something in its queue: what its open request is given never lies there."""
        self.celery.send_task(BEGIN_TASK, [0, "", "nobody"], queue=queue)
        return bool(self.redis.llen(queue))

    def checks_told(self, submission: int) -> set[str]:
        events = self.redis.xrange(f"gradus:events:{submission}")
        return {json.loads(fields[b"event"])["data"].get("name", "") for _, fields in events}

    def has_begun(self, submission: int) -> bool:
        events = self.redis.xrange(f"gradus:events:{submission}")
        return any(json.loads(fields[b"event"])["kind"] == "started" for _, fields in events)

    def hold(self, gate: str) -> None:
        (self.gates / f"reached-{gate}").unlink(missing_ok=True)
        (self.gates / f"held-{gate}").touch()

    def open_gates(self) -> None:
        for held in self.gates.glob("held-*"):
            held.unlink()

    def await_at(self, gate: str) -> None:
        until((self.gates / f"reached-{gate}").exists, f"the judge reaches the gate {gate}")

    def below_runner(self) -> list[psutil.Process]:
        """The runner's zygotes and cells."""
        below = psutil.Process(self.processes["runner"].pid).children(recursive=True)
        self.ever_below.update(below)
        return below

    def zygote(self) -> psutil.Process:
        """The warm process that the lab's cells are forked from; a runner that has just begun is given time for it."""
        return until(self.newest_zygote, "the lab's zygote is up")

    def newest_zygote(self) -> psutil.Process | None:
        children = psutil.Process(self.processes["runner"].pid).children()
        mine = [child for child in children if not is_gone(child) and "numpy" in child.cmdline()]
        return max(mine, key=psutil.Process.create_time, default=None)

    def cells(self) -> list[psutil.Process]:
        """The leaves below the lab's zygote."""
        below = self.zygote().children(recursive=True)
        parents = set()
        for found in below:
            with contextlib.suppress(psutil.NoSuchProcess):  # the reference's may end just now
                parents.add(found.ppid())
        return [found for found in below if found.pid not in parents]

    def waiting_cells(self) -> list[psutil.Process]:
        """The cells, once the next submission's is among them: the one in the judge's hand and two to follow it."""
        cells = self.cells()
        return cells if len(cells) > SPARES else []

    def stop(self) -> None:
        """Ask everybody to finish, Redis last; end what does not. Raises AssertionError where a process is left."""
        self.open_gates()
        if "runner" in self.processes and self.processes["runner"].poll() is None:
            self.below_runner()
        for name in ("web", "runner", "results", "redis"):
            if process := self.processes.get(name):
                process.terminate()
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self.redis.close()
        until(lambda: all(map(is_gone, self.ever_below)), "no process is left", STOP_SECONDS)


def read(message: dict[str, Any]) -> tuple[str, int]:
    """Jobs and verdicts name their submission, a beginning is one; a sweep is about none, which is 0."""
    arguments = json.loads(base64.b64decode(message["body"]))[0]
    first = arguments[0] if arguments else 0
    return message["headers"]["task"], first["submission"] if isinstance(first, dict) else first


def is_gone(process: psutil.Process) -> bool:
    """Whether a process has ended, reaped by whoever inherited it or not."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@contextmanager
def standing(folder: Path) -> Iterator[House]:
    """A house, raised, and taken down whatever happens."""
    house = House(folder)
    try:
        house.start_all()
        yield house
    finally:
        house.stop()
