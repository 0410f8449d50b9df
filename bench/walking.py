"""From POST to settled through the real house: web, broker, runner, results worker, database."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import redis

from bench.judging import ROOT, bench_lab
from bench.numbers import percentile, summary
from roadmap.serve.address import redis_url

START_SECONDS = 180
SETTLED_SECONDS = 60
ALONE_ROUNDS = 30
PAUSE_SECONDS = 0.3  # between a verdict and the next submission: shorter than anybody takes to change a line
LEARNERS = 10
ROUNDS_EACH = 4
LAB = "activation-zoo"


MAKE_LEARNERS = """
from django.contrib.auth.models import User
from knox.models import AuthToken
for n in range({count}):
    learner, _ = User.objects.get_or_create(username=f"learner{{n}}")
    print("token", AuthToken.objects.create(learner)[1])
"""


@dataclass
class House:
    """A running installation, seen by the holder of one token."""

    port: int
    token: str
    redis: redis.Redis

    def call(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        data = json.loads(answer.read())
        connection.close()
        assert answer.status < 400, data
        return data

    def submit(self, lab: str, source: str) -> tuple[float, float]:
        """Seconds from POST to settled, and the judge's own seconds within.

        The end is the moment the results worker wrote, on this machine's clock; it is heard of as a page hears of it,
        since asking again and again would take the processor from what is measured.
        """
        start = time.time()
        made = self.call("POST", "/api/submissions/", {"lab": lab, "source": source, "device": "cpu"})
        self.await_settled(made["id"])
        seen = self.call("GET", f"/api/submissions/{made['id']}/")
        assert seen["verdict"] == "passed", seen
        return datetime.fromisoformat(seen["settled"]).timestamp() - start, seen["seconds"]

    def await_settled(self, submission: int) -> None:
        """Follow the submission's events, from the first on, to the last."""
        after: Any = "0"
        while True:
            told: Any = self.redis.xread({f"gradus:events:{submission}": after}, block=SETTLED_SECONDS * 1000)
            assert told, f"submission {submission} was not settled within {SETTLED_SECONDS} s"
            entries = told[0][1]
            if any(json.loads(fields[b"event"])["kind"] == "settled" for _, fields in entries):
                return
            after = entries[-1][0]


@contextmanager
def house(slots: int) -> Iterator[list[House]]:
    """Start everything as `make run` does, in a folder of its own, with ten learners; stop it again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GRADUS_DATA": folder, "PORT": str(port), "RUNNER_SLOTS": str(slots)}
        environment["GRADUS_API_REQUESTS"] = "1000000"
        environment.pop("REDIS_URL", None)
        served = subprocess.Popen(
            [sys.executable, "-m", "roadmap.serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            wait_ready(served)
            heard = redis.Redis.from_url(redis_url(Path(folder)))
            yield [House(port, token, heard) for token in tokens(environment)]
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait(60)


def wait_ready(served: subprocess.Popen[str]) -> None:
    assert served.stdout is not None
    timer = threading.Timer(START_SECONDS, served.kill)
    timer.start()
    try:
        if not any(line.startswith("Ready") for line in served.stdout):
            raise RuntimeError("The house did not start; run `make run` to see why.")
    finally:
        timer.cancel()
    threading.Thread(target=lambda: list(served.stdout or []), daemon=True).start()


def tokens(environment: dict[str, str]) -> list[str]:
    command = [sys.executable, "manage.py", "shell", "-c", MAKE_LEARNERS.format(count=LEARNERS)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return [line.split()[1] for line in done.stdout.splitlines() if line.startswith("token ")]


def alone(house: House, floor_ms: float) -> dict[str, Any]:
    """One learner, one submission after the other: with a look at each verdict, then without any."""
    source = bench_lab(LAB).reference
    for _ in range(3):
        house.submit(LAB, source)
    taken = []
    for _ in range(ALONE_ROUNDS):
        time.sleep(PAUSE_SECONDS)
        taken.append(house.submit(LAB, source)[0])
    unpaused = [house.submit(LAB, source)[0] for _ in range(ALONE_ROUNDS)]
    over = {"over_floor_ms": median(taken) * 1000 - floor_ms}
    return summary(taken) | over | {"unpaused_median_ms": median(unpaused) * 1000}


def together(houses: list[House], slots: int) -> dict[str, Any]:
    """Ten learners at once, several times: what each waits beyond a fair turn, and how many a second are settled."""
    source = bench_lab(LAB).reference
    late: list[float] = []
    start = time.perf_counter()
    for _ in range(ROUNDS_EACH):
        late += one_round(houses, source, slots)
    seconds = time.perf_counter() - start
    return {
        "median_beyond_turn_ms": median(late) * 1000,
        "p99_beyond_turn_ms": percentile(late, 0.99) * 1000,
        "per_second": LEARNERS * ROUNDS_EACH / seconds,
    }


def one_round(houses: list[House], source: str, slots: int) -> list[float]:
    """Seconds that each took beyond its turn: the n-th to be settled may wait for n / slots judgements."""
    results: list[tuple[float, float]] = []
    threads = [threading.Thread(target=lambda h=h: results.append(h.submit(LAB, source))) for h in houses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work = median(judged for _, judged in results)
    return [taken - work * (turn // slots + 1) for turn, (taken, _) in enumerate(sorted(results))]
