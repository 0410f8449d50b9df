"""The cast and the stage: three learners, a Redis of the run's own, the catalogue, the whole stack, a browser.

The environment is set before Django reads it: a test run never touches the data of a Gradus on this machine.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import Browser, Page

    from runner.lab import Lab

DATA_DIR = Path(tempfile.mkdtemp(prefix="gradus-tests-"))
(DATA_DIR / "static").mkdir()
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
KEPT = ("GRADUS_REQUIRE_BROWSER", "GRADUS_EVERY_LAB", "GRADUS_API_EXAMPLES")  # what is to be tried, not where
for name in [name for name in os.environ if name.startswith(("GRADUS_", "RUNNER_")) and name not in KEPT]:
    del os.environ[name]
for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY"):
    os.environ.pop(name, None)
if "TEST_DATABASE_URL" in os.environ:  # the same tests on PostgreSQL
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
os.environ["GRADUS_DATA"] = str(DATA_DIR)
os.environ["DJANGO_SETTINGS_MODULE"] = "roadmap.settings"

import hypothesis  # noqa: E402
import pytest  # noqa: E402
import redis as redis_py  # noqa: E402
from django.conf import settings  # noqa: E402

from roadmap.serve.address import redis_url  # noqa: E402
from roadmap.serve.embedded_redis import redis_command  # noqa: E402
from roadmap.serve.leash import leashed  # noqa: E402
from tests import chromium  # noqa: E402
from tests.stack import Stack, running  # noqa: E402

assert DATA_DIR.resolve() == settings.DATA_DIR  # read now, so that pytest-django finds them configured
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
settings.API_REQUESTS_A_MINUTE = 1_000_000  # the walks over all routes ask more often than a person
START_SECONDS = 20

# How long an example takes says how busy the machine is, and where a fixture stays over the examples that is meant.
BUSY = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture]
hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=BUSY)
hypothesis.settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def redis_server() -> Iterator[str]:
    """A real Redis for this run alone, at the address that the settings already name."""
    with (DATA_DIR / "redis.log").open("wb") as log:
        server = subprocess.Popen(leashed(redis_command(DATA_DIR)), stdout=log, stderr=log)
    try:
        wait_for_redis(redis_url(DATA_DIR), server)
        yield redis_url(DATA_DIR)
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def wait_for_redis(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    with redis_py.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
                return
            except redis_py.ConnectionError:
                if server.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"Redis did not start: {(DATA_DIR / 'redis.log').read_text()}")
                time.sleep(0.01)


@pytest.fixture
def redis(redis_server: str) -> Iterator[redis_py.Redis]:
    """A client of the run's Redis, emptied first."""
    with redis_py.Redis.from_url(redis_server) as client:
        client.flushall()
        yield client


def learner(name: str) -> "User":
    from django.contrib.auth.models import User

    return User.objects.create_user(username=name, password=f"{name}-has-a-password")


@pytest.fixture
def owner(db: None) -> "User":
    """The learner whom most tests are about."""
    return learner("owner")


@pytest.fixture
def teammate(db: None) -> "User":
    """Another learner of the same installation, who sees nothing of the owner's."""
    return learner("teammate")


@pytest.fixture
def stranger(client: "Client") -> "Client":
    """Somebody who has not signed in: a client without a session."""
    client.logout()
    return client


@pytest.fixture(scope="session")
def catalog() -> "dict[str, Lab]":
    """Every lab in the catalogue, by its slug."""
    from runner.lab import load_catalog

    return load_catalog(settings.CATALOG_DIR)


@pytest.fixture(scope="session")
def live_stack() -> Iterator[Stack]:
    """Web, results worker, runner and Redis as `make run` starts them, on a data folder of their own."""
    with running(Stack(DATA_DIR / "stack")) as stack:
        yield stack


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A headless Chromium, one a module: while it lives, an event loop runs here, which async tests cannot bear."""
    path = chromium.find()
    if not path:
        (pytest.fail if "GRADUS_REQUIRE_BROWSER" in os.environ else pytest.skip)(chromium.why_not())
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: "Browser", live_stack: Stack) -> Iterator["Page"]:
    """A fresh window on the live stack, signed in as the local owner: `page.goto("/labs/")`."""
    context = browser.new_context(base_url=live_stack.url, locale="en-GB", timezone_id="UTC")
    yield context.new_page()
    context.close()
