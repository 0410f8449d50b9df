"""A small catalogue, and the queue as it really is."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from celery import current_app
from django.conf import settings as django_settings
from django.test import Client
from redis import Redis

from runner.contract import Diagnosis, Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from labs.models import Submission

LABS = {
    ("foundations", "softplus"): ("Softplus and its slope", "numpy", "first", ["cpu"]),
    ("foundations", "log-sum-exp"): ("Log-sum-exp", "numpy", "core", ["cpu"]),
    ("attention", "flash"): ("Attention in tiles", "torch", "deep", ["cpu", "cuda"]),
}
CHECKS = '''
class Values(Check):
    """`f(x)` is the value."""


class Slope(Check):
    """`f_grad(x)` is the slope."""
'''


def write_lab(
    folder: Path, title: str, framework: str, level: str, devices: list[str], prerequisites: Sequence[str] = ()
) -> None:
    folder.mkdir(parents=True)
    facts = {"title": title, "framework": framework, "level": level, "devices": devices, "defines": ["f", "f_grad"]}
    facts["prerequisites"] = list(prerequisites)
    lines = [f"{name} = {json.dumps(value)}" for name, value in facts.items()]
    (folder / "lab.toml").write_text("\n".join([*lines, "[limits]", "seconds = 5"]), encoding="utf-8")
    (folder / "statement.md").write_text("Build $f$.\n\n## What to build\n\nTwo functions.", encoding="utf-8")
    (folder / "starter.py").write_text("def f(x):\n    raise NotImplementedError\n", encoding="utf-8")
    (folder / "reference.py").write_text('"""The one way."""\n\ndef f(x):\n    return x\n', encoding="utf-8")
    (folder / "checks.py").write_text(CHECKS, encoding="utf-8")
    (folder / "accepted").mkdir()
    (folder / "accepted" / "by_hand.py").write_text('"""By hand.\n\nSlowly."""\n\nf = abs\n', encoding="utf-8")


@pytest.fixture(scope="session")
def small_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogue")
    for (topic, slug), facts in LABS.items():
        write_lab(folder / topic / slug, *facts)
    return folder


@pytest.fixture(autouse=True)
def installed_labs(settings, small_catalogue: Path) -> None:
    settings.CATALOG_DIR = small_catalogue


@pytest.fixture(autouse=True)
def empty_queue(redis: Redis) -> Redis:
    return redis


@pytest.fixture
def owners(owner: "User", client: Client) -> Client:
    client.force_login(owner)
    return client


@pytest.fixture
def teammates(teammate: "User") -> Client:
    client = Client()
    client.force_login(teammate)
    return client


@pytest.fixture
def send(django_capture_on_commit_callbacks) -> "Callable[..., Submission]":
    """Submit as a request does: what waits for the commit happens."""
    from labs.actions.submit import submit

    def sent(
        learner: "User", lab: str = "softplus", source: str | bytes = "f = abs\n", device: str = "cpu"
    ) -> "Submission":
        with django_capture_on_commit_callbacks(execute=True):
            return submit(learner, lab, source, device)

    return sent


@pytest.fixture
def take_job() -> Callable[..., Job | None]:
    """Take the next job of a queue as a runner does; None where it is empty."""

    def taken(queue: str = "cpu") -> Job | None:
        with current_app.connection_for_read() as connection:
            message = connection.default_channel.basic_get(queue, no_ack=True)
        if message is None:
            return None
        (job,), _, _ = json.loads(message.body)
        return Job.from_json(job)

    return taken


@pytest.fixture
def broker_away(redis: Redis) -> Callable[[], AbstractContextManager[None]]:
    """While it lasts the broker's address leads nowhere and every open connection is cut, as after a crash of Redis."""
    socket = Path(urlsplit(django_settings.REDIS_URL).path)

    @contextmanager
    def away() -> Iterator[None]:
        aside = socket.rename(socket.with_suffix(".aside"))
        redis.client_kill_filter(_type="normal", skipme=True)
        try:
            yield
        finally:
            aside.rename(socket)

    return away


@pytest.fixture
def a_diagnosis() -> Diagnosis:
    return Diagnosis("no_max", "The maximum is not taken out", "Your `exp` overflows.")
