"""The processes of the house: their command lines, what each may know, how long each may take to stop."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.serve.embedded_redis import redis_command
from roadmap.serve.plan import Plan

# A runner needs the queue and the catalogue; what opens the learners' data stays with the web side.
WEB_SECRETS = {"DATABASE_URL", "SECRET_KEY"}


@dataclass(frozen=True)
class Part:
    """One process. `stage` orders the stop: all of one stage together, the lowest first."""

    name: str
    command: list[str]
    environment: dict[str, str]
    stage: int
    grace_seconds: float


def shared_environment(plan: Plan, environment: Mapping[str, str]) -> dict[str, str]:
    return {
        **environment,
        "GRADUS_DATA": str(plan.data_dir),
        "REDIS_URL": plan.redis_url,
        "PYTHONUNBUFFERED": "1",
    }


def redis_part(plan: Plan, environment: dict[str, str]) -> Part:
    return Part("redis", redis_command(plan.data_dir), environment, stage=3, grace_seconds=10)


def web_part(plan: Plan, environment: dict[str, str]) -> Part:
    """Uvicorn, which takes nobody's word for where a request comes from; the owner is known on loopback alone."""
    known = {"GRADUS_LOCAL_OWNER": environment.get("GRADUS_LOCAL_OWNER", "1")} if plan.on_loopback else {}
    command = [
        *(sys.executable, "-m", "uvicorn", "roadmap.asgi:application", "--host", plan.host, "--port", str(plan.port)),
        *("--log-level", "warning", "--no-access-log", "--no-proxy-headers", "--no-server-header"),
        *("--lifespan", "off", "--timeout-graceful-shutdown", "2"),
    ]
    return Part("web", command, {**environment, **known}, stage=1, grace_seconds=5)


def results_part(environment: dict[str, str]) -> Part:
    return Part("results", celery_worker("roadmap.celery", "results", 2), environment, stage=2, grace_seconds=10)


def beat_part(plan: Plan, environment: dict[str, str]) -> Part:
    """The clock: it puts the tasks of CELERY_BEAT_SCHEDULE on the results queue. One house has one."""
    schedule = plan.data_dir / "beat-schedule"
    command = [
        *(sys.executable, "-m", "celery", "--app", "roadmap.celery", "beat", "--loglevel", "WARNING"),
        *("--schedule", str(schedule), "--pidfile", ""),
    ]
    return Part("beat", command, environment, stage=1, grace_seconds=5)


def runner_part(queue: str, slots: int, environment: dict[str, str]) -> Part:
    knows = {name: value for name, value in environment.items() if name not in WEB_SECRETS}
    knows |= {"RUNNER_DEVICE": queue, "RUNNER_SLOTS": str(slots)}
    return Part(f"runner-{queue}", celery_worker("runner.tasks", queue, slots), knows, stage=1, grace_seconds=15)


def celery_worker(app: str, queue: str, slots: int) -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "--app", app, "worker", "--queues", queue, "--hostname", f"{queue}@%h"),
        *("--pool", "threads", "--concurrency", str(slots), "--loglevel", "WARNING"),
        *("--without-gossip", "--without-mingle"),
    ]


def parts_of(plan: Plan, environment: Mapping[str, str], cuda: bool) -> list[Part]:
    """Every process that this plan needs on this machine, Redis first where it is our own."""
    shared = shared_environment(plan, environment)
    queues = {"cpu": plan.slots} | ({"cuda": 1} if cuda else {})
    return [
        *([redis_part(plan, shared)] if plan.own_redis else []),
        *(runner_part(queue, slots, shared) for queue, slots in queues.items()),
        web_part(plan, shared),
        results_part(shared),
        beat_part(plan, shared),
    ]
