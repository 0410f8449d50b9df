"""A runner at work: its warm pool, its catalogue, its heartbeat in Redis, and the events it sends."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import Any

import redis

from runner.ahead import Ahead
from runner.config import Config
from runner.contract import Ending, Job, Verdict
from runner.crew import Later
from runner.experiment import run_experiment
from runner.grade import grade
from runner.lab import Lab, load_catalog
from runner.sandbox.calls import SandboxError
from runner.sandbox.gpu import GpuError
from runner.sandbox.nursery import pool_for
from runner.sandbox.pool import Pool
from runner.teller import Teller
from runner.trial import Trial

BEAT_SECONDS = 5.0  # a third of a lease: of three beats two may be lost
BEAT_EXPIRES_SECONDS = 15
AT_ONCE_SECONDS = 0.15  # a sweep misses nothing that is younger than ten seconds
CANCEL_LOOK_SECONDS = 0.2
CANARY_AGAIN_SECONDS = 30.0
QUICK_SECONDS = 2.0  # a lab judged within them is prepared for again


def runner_key(name: str) -> str:
    return f"gradus:runner:{name}"


def cancelled_key(submission: int) -> str:
    return f"gradus:cancelled:{submission}"


class Station:
    """One runner process. `start` warms up and begins the heartbeat; `judge` does one job; `close` ends all cells.

    `say_held` tells the web that this runner works on a job; said with every beat, it keeps the attempt's lease.
    """

    def __init__(self, config: Config, say_held: Callable[[Job], None] = lambda _: None) -> None:
        self.config = config
        self.say_held = say_held
        self.held: dict[str, Job] = {}
        self.redis = redis.Redis.from_url(config.redis_url)
        self.tell = Teller(self.redis)
        self.pool = Pool(spares=2 * config.slots)
        self.ahead: Ahead | None = None
        self._quick: set[str] = set()
        self.busy = 0
        self.since = datetime.now(UTC).isoformat()
        self.isolation = ""
        self.problem = ""  # why no further job is taken for now
        self.catalog: dict[str, Lab] = {}
        self._lock = threading.Lock()
        self._leaving = threading.Event()
        self._closed = threading.Event()

    def start(self) -> None:
        """Warm the cells, refuse to work without the device or the required isolation, then beat until closed."""
        try:
            self.pool = pool_for(self.config.device, 2 * self.config.slots, self.config.gpu)
            self.pool.warm("numpy", "torch")
        except (GpuError, SandboxError) as error:
            self.pool.close()
            sys.exit(str(error))
        self.catalog = self._read_catalog()
        if not self.pool.nursery:
            self.ahead = Ahead(self.pool, self.config.device)
        self.isolation = self.pool.level()
        if problem := isolation_problem(self.config, self.isolation):
            sys.exit(problem)
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()

    def leave(self) -> None:
        """Tell at once that no further job is taken."""
        self._leaving.set()
        self.redis.delete(runner_key(self.config.name))

    def close(self) -> None:
        self._leaving.set()
        self._closed.set()
        self.tell.close()
        if self.ahead:
            self.ahead.close()
        self.pool.close()

    @contextlib.contextmanager
    def holding(self, job: Job) -> Iterator[bool]:
        """Keep the lease of a job's attempt meanwhile; False where this runner already works on it.

        A broker that lost a connection delivers the jobs behind it again: done twice, they would only cost time. A job
        that is judged at once never asks for a lease: its verdict comes before anybody could miss it.
        """
        with self._lock:
            taken = job.attempt in self.held
            self.held.setdefault(job.attempt, job)
        if taken:
            yield False
            return
        lease = Later(AT_ONCE_SECONDS, partial(self.say_held, job))
        try:
            yield True
        finally:
            lease.call_off()
            with self._lock:
                del self.held[job.attempt]

    def judge(self, job: Job) -> Verdict:
        """The verdict of one job, its events sent along the way."""
        with self._lock:
            self.busy += 1
        try:
            lab, problem = self._lab(job.lab)
            if job.work is not None:
                verdict = run_experiment(job, self.pool, emit=self.tell, cancelled=self._cancel_watch(job.submission))
            elif lab is None:
                verdict = Verdict(job.submission, job.attempt, Ending.OURS, message=problem)
            else:
                watch = self._cancel_watch(job.submission)
                verdict = grade(job, lab, self.pool, emit=self.tell, cancelled=watch, ahead=self.ahead)
                (self._quick.add if verdict.seconds < QUICK_SECONDS else self._quick.discard)(lab.slug)
        finally:
            self.tell.hurry()
            with self._lock:
                self.busy -= 1
        return replace(verdict, runner=self.config.name, isolation=self.isolation)

    def get_ready(self, slug: str = "") -> None:
        """After a job: come back only when the next may be taken. On a GPU a fresh cell must compute first.

        Elsewhere the next submission to the same lab is prepared for, where that is a matter of moments.
        """
        if self.ahead and slug in self._quick:
            self.ahead.prepare_soon(self.catalog[slug])
        while not self._leaving.is_set():
            self.problem = self.pool.canary()
            if not self.problem:
                return
            print(f"no job is taken: {self.problem}", file=sys.stderr)
            self._leaving.wait(CANARY_AGAIN_SECONDS)

    def _lab(self, slug: str) -> tuple[Lab | None, str]:
        return self.catalog.get(slug), f"This runner's catalogue has no lab {slug}."

    def _read_catalog(self) -> dict[str, Lab]:
        """Every lab, its cases drawn once: what a lab's checks import is then there for the first learner too."""
        catalog = load_catalog(self.config.catalog, broken=lambda error: print(error, file=sys.stderr))
        for lab in catalog.values():
            try:
                with Trial(lab, "0") as trial:
                    list(trial.all())
            except Exception as error:
                print(f"the checks of {lab.slug} cannot be drawn: {error}", file=sys.stderr)
        return catalog

    def _cancel_watch(self, submission: int) -> Any:
        looked = [0.0, False]

        def cancelled() -> bool:
            if time.monotonic() - looked[0] > CANCEL_LOOK_SECONDS:
                looked[:] = [time.monotonic(), bool(self._exists(cancelled_key(submission)))]
            return bool(looked[1])

        return cancelled

    def _exists(self, key: str) -> bool:
        try:
            return bool(self.redis.exists(key))
        except redis.RedisError:
            return False

    def _beat(self) -> None:
        """A runner that leaves is no longer known, and keeps the leases of what it still finishes."""
        while not self._closed.is_set():
            if not self._leaving.is_set():
                self._say_alive()
            with self._lock:
                held = list(self.held.values())
            for job in held:
                self.say_held(job)
            self._keep_warm()
            self._closed.wait(BEAT_SECONDS)

    def _keep_warm(self) -> None:
        """Whoever submits next need not wait for what has died meanwhile to be made anew."""
        try:
            self.pool.keep_warm()
        except OSError as error:
            print(f"a warm process could not be started: {error}", file=sys.stderr)

    def _say_alive(self) -> None:
        try:
            self.redis.set(runner_key(self.config.name), json.dumps(self.pulse()), ex=BEAT_EXPIRES_SECONDS)
        except redis.RedisError as error:
            print(f"heartbeat not sent: {error}", file=sys.stderr)

    def pulse(self) -> dict[str, Any]:
        """What the page of workers and /healthz tell of this runner."""
        return {
            "name": self.config.name,
            "queues": [self.config.device],
            "devices": [self.config.device],
            "isolation": self.isolation,
            "torch": version("torch"),
            "slots": self.config.slots,
            "busy": self.busy,
            "since": self.since,
            "problem": self.problem,
            "gpu": self.pool.nursery.pulse() if self.pool.nursery else None,
        }


def isolation_problem(config: Config, level: str) -> str:
    """Why this machine may not judge, as one sentence; empty where it may."""
    order = ["none", "standard", "strict"]
    if order.index(level) >= order.index(config.isolation) or (level == "none" and config.trust_owner):
        return ""
    remedy = (
        "Set RUNNER_TRUST_OWNER=1 to run submissions all the same: they can then do on this machine whatever you can."
        if level == "none"
        else "Set RUNNER_ISOLATION=standard to accept it."
    )
    return f"This machine isolates at level {level}, and {config.isolation} is required. {remedy}"
