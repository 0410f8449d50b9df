import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap.serve import install as installing
from roadmap.serve.install import InstallError, install

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clone(tmp_path, monkeypatch) -> Path:
    """A folder with a lock file that asks for nothing, where installing goes to."""
    monkeypatch.setattr(installing, "ROOT", tmp_path)
    monkeypatch.setattr(installing, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(installing, "LOG", tmp_path / ".venv" / "install.log")
    monkeypatch.setattr(installing, "NEEDED_BYTES", 10**6)
    (tmp_path / "requirements.lock").write_text("# nothing\n")
    return tmp_path


def test_the_first_start_says_what_it_does_and_the_second_has_nothing_to_do(clone, capsys):
    install("requirements.lock")
    assert capsys.readouterr().out.splitlines()[0].startswith("Making .venv with Python 3.")
    assert (clone / ".venv" / "bin" / "python").exists()
    install("requirements.lock")
    assert capsys.readouterr().out == ""


def test_a_failed_installation_is_told_and_tried_again_the_next_time(clone, capsys):
    (clone / "requirements.lock").write_text("./not-there\n")
    for _ in range(2):
        with pytest.raises(InstallError, match=r"(?s)not-there.*The installation failed\. What pip said is in"):
            install("requirements.lock")
    (clone / "requirements.lock").write_text("# mended\n")
    install("requirements.lock")
    assert capsys.readouterr().out.endswith("Installed.\n")


def test_an_environment_that_an_interrupted_start_left_half_made_is_made_anew(clone, capsys):
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (clone / ".venv" / "pyvenv.cfg").write_text(f"home = {Path(sys.base_prefix) / 'bin'}\n")
    install("requirements.lock")
    assert "Making .venv" in capsys.readouterr().out


def test_too_little_room_is_told_before_anything_is_made(clone, monkeypatch):
    monkeypatch.setattr(installing, "NEEDED_BYTES", 10**18)
    with pytest.raises(InstallError, match=r"^The disk is nearly full"):
        install("requirements.lock")
    assert not (clone / ".venv").exists()


def test_a_disk_that_fills_up_on_the_way_is_one_sentence():
    said = "Collecting torch\nERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
    assert installing.why_pip_failed(said).startswith("The disk is full")
    assert "\n" not in installing.why_pip_failed(said)


def test_a_pip_that_dies_without_a_word_has_not_worked(clone, monkeypatch):
    (clone / ".venv").mkdir()
    monkeypatch.setattr(installing, "python", lambda: Path(shutil.which("false")))
    assert installing.pip("install") == (False, "")


def test_the_lock_pins_everything_and_names_no_place_of_one_machine():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith("#")]
        assert lines and all("==" in line.split("#")[0] for line in lines)
        assert not any(
            word in line for line in lines for word in ("://", "--", "file:", "+cpu", " @ ", "nvidia", "triton")
        )


def test_the_development_lock_holds_the_runtime_lock():
    runtime, development = (
        {line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines() if "==" in line.split("#")[0]}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development


@pytest.mark.parametrize("target", ["runtime", "development"])
def test_a_python_that_is_too_old_is_one_sentence(tmp_path, target):
    for name in ("python3", "python3.11", "python3.12", "python"):
        old = tmp_path / name
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
        old.chmod(0o755)
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(
        [shutil.which("make"), target], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Gradus needs Python 3.11 or newer, and Python 3.9.2 is what this machine has" in done.stderr
