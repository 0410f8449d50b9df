"""The client installs by itself, into an environment that holds nothing else."""

import shutil
import subprocess
import venv
from pathlib import Path

import pytest

from tests.stack import ROOT

pytestmark = pytest.mark.slow

UNREACHABLE = ("Could not find a version", "No matching distribution", "Failed to establish", "Temporary failure")


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Path:
    """The bin folder of a fresh environment with the client in it."""
    folder = tmp_path_factory.mktemp("bare")
    # A copy: building leaves folders beside what is built.
    source = shutil.copytree(ROOT / "client", folder / "client", ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(folder / "venv", with_pip=True)
    bin_folder = folder / "venv" / "bin"
    done = subprocess.run([bin_folder / "pip", "install", str(source)], capture_output=True, text=True, timeout=250)
    if done.returncode and any(words in done.stdout + done.stderr for words in UNREACHABLE):
        pytest.skip("pip finds neither an index nor the packages the client is built with")
    assert done.returncode == 0, done.stderr
    return bin_folder


def test_the_command_runs_where_there_is_neither_django_nor_torch(bare):
    ended = subprocess.run([bare / "gradus", "--help"], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "send code to a lab" in ended.stdout
    listed = subprocess.run([bare / "pip", "list", "--format", "freeze"], capture_output=True, text=True, timeout=60)
    names = {line.partition("==")[0].lower() for line in listed.stdout.splitlines()}
    assert names - {"pip", "setuptools", "wheel"} == {"gradus-client", "click", "platformdirs", "urllib3"}


def test_what_is_installed_speaks_to_a_running_house(bare, terminal):
    ended = subprocess.run(
        [bare / "gradus", "labs", "--json"],
        env={**terminal.environment, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert '"slug": "activation-zoo"' in ended.stdout
