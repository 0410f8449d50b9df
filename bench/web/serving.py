"""The web process as `make run` starts it, on one of the databases, and the learner who asks it for pages."""

from __future__ import annotations

import http
import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import redis

from bench.load.places import ROOT, Place
from bench.web.pages import EMPTY
from roadmap.serve.ground import make_data_dir
from roadmap.serve.leash import leashed
from roadmap.serve.parts import Part, redis_part, shared_environment, web_part
from roadmap.serve.plan import Plan
from tests.stack import free_port

START_SECONDS: Final = 120


class Refused(Exception):
    """A page of the table answered something else than 200."""


@dataclass
class Served:
    """A running web process and one learner's connection to it, which stays open."""

    place: Place
    port: int
    redis_url: str
    cookie: str = ""
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def seconds(self, address: str) -> float:
        """From the first byte of the request to the last of the answer, which has to be a good one."""
        began = time.perf_counter()
        try:
            self.connection.request("GET", address, headers={"Cookie": self.cookie})
            answer = self.connection.getresponse()
        except ConnectionRefusedError:
            self.connection.close()
            raise
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # idle for too long
            self.connection.close()
            return self.seconds(address)
        answer.read()
        taken = time.perf_counter() - began
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            if cookie.startswith("sessionid="):
                self.cookie = cookie.partition(";")[0]
        if answer.status != http.HTTPStatus.OK:
            raise Refused(answer.status)
        return taken


@contextmanager
def all_served(places: list[Place]) -> Iterator[list[Served]]:
    """A web process on each place, with one Redis for all of them."""
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="gradus-bench-")))
        plan = Plan.from_environment({"GRADUS_DATA": str(folder)})
        running.enter_context(process(redis_part(plan, places[0].environment), folder / "redis.log"))
        await_redis(plan.redis_url)
        yield [running.enter_context(served(place, plan.redis_url)) for place in places]


@contextmanager
def served(place: Place, redis_url: str) -> Iterator[Served]:
    """Migrated and served, and the learner signed in."""
    make_data_dir(place.folder)
    port = free_port()
    environment = {**place.environment, "PORT": str(port), "REDIS_URL": redis_url}
    prepare = [sys.executable, "-m", "roadmap.serve.prepare"]
    subprocess.run(prepare, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    plan = Plan.from_environment(environment)
    part = web_part(plan, shared_environment(plan, environment) | {"DJANGO_SETTINGS_MODULE": "bench.web.settings"})
    with process(part, plan.log_dir / "web.log") as web:
        learner = Served(place, port, redis_url)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                learner.seconds(EMPTY)
                break
            except ConnectionRefusedError:
                if web.poll() is not None or time.monotonic() > deadline:
                    said = (plan.log_dir / "web.log").read_text()
                    raise RuntimeError(f"{place.name} is not served: {said}") from None
                time.sleep(0.05)
        yield learner
        learner.connection.close()


@contextmanager
def process(part: Part, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as said:
        started = subprocess.Popen(leashed(part.command), cwd=ROOT, env=part.environment, stdout=said, stderr=said)
    try:
        yield started
    finally:
        started.terminate()
        started.wait(part.grace_seconds + 10)


def await_redis(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)


def pages_of(place: Place, redis_url: str) -> dict[str, Any]:
    """The pages and how many queries each makes there (see bench.web.pages)."""
    command = [sys.executable, "-m", "bench.web.pages"]
    environment = {**place.environment, "REDIS_URL": redis_url}
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return found
