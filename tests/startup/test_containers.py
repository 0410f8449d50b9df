"""The container files cannot be run on every machine; what they promise can still be held against the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
RUNNERS = ["runner-cpu", "runner-cuda"]


def test_every_promised_service_is_there():
    assert {"web", "results", "runner-cpu", "runner-cuda", "redis", "postgres"} <= SERVICES.keys()


@pytest.mark.parametrize("name", SERVICES.keys() - {"prepare"})
def test_service_tells_whether_it_is_well(name):
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", RUNNERS)
def test_runner_knows_the_queue_and_nothing_of_the_database(name):
    assert SERVICES[name]["environment"].keys() == {"REDIS_URL", "RUNNER_DEVICE", "RUNNER_SLOTS"}
    assert SERVICES[name]["networks"] == ["queue"] and COMPOSE["networks"]["queue"]["internal"]
    assert "queue" not in SERVICES["postgres"]["networks"]


def test_the_gpu_is_asked_for_only_with_its_profile():
    assert [name for name in SERVICES if SERVICES[name].get("profiles") == ["gpu"]] == ["runner-cuda"]


def test_nothing_has_a_password_written_down():
    text = (ROOT / "docker-compose.yml").read_text()
    assert all(value.startswith("${") for value in re.findall(r"(?:PASSWORD|SECRET_KEY): (\S+)", text))


def test_every_image_that_is_built_is_a_stage_of_the_dockerfile():
    stages = set(re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.M))
    targets = {service["build"]["target"] for service in SERVICES.values() if "build" in service}
    assert targets == {"web", "runner"} <= stages


def test_all_that_an_image_copies_is_let_through_to_the_build():
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    sources = [word for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M) for word in line.split()[:-1]]
    assert all(source.split("/")[0] in kept and (ROOT / source).exists() for source in sources)


def test_the_runner_image_installs_all_that_the_runner_and_the_labs_import():
    installed = set(re.search(r"--constraint requirements.lock (.+)$", DOCKERFILE, re.M)[1].split())
    files = [*(ROOT / "runner").rglob("*.py"), *(ROOT / "labs" / "catalog").rglob("*.py")]
    imported = set().union(*map(packages_imported_by, files))
    assert imported - {"sklearn"} <= (installed | {"runner"})
    assert "sklearn" not in imported or "scikit-learn" in installed


def packages_imported_by(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names


def test_the_web_image_starts_without_what_it_leaves_out(tmp_path):
    left_out = re.search(r"grep -vE '\^\((.+)\)=='", DOCKERFILE)[1].replace("scikit-learn", "sklearn").split("|")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({left_out}))\n"
        "import roadmap.asgi, roadmap.celery, django.urls\n"
        "from django.core.management import call_command\n"
        "django.urls.get_resolver().url_patterns; roadmap.celery.app.loader.import_default_modules()\n"
        "call_command('check')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
