"""Finds a Chromium; `python tests/chromium.py --install` installs Debian's where there is none and this user may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BUNDLES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> str | None:
    """The path of an installed Chromium; the environment's CHROMIUM comes first."""
    candidates = [os.environ.get("CHROMIUM", ""), *NAMES, *BUNDLES]
    return next((path for candidate in candidates if candidate and (path := shutil.which(candidate))), None)


def why_not() -> str:
    return "no Chromium on this machine: install chromium, or name one in the environment variable CHROMIUM"


def install() -> None:
    """With apt, as root. Whatever goes wrong is said, and the browser tests are skipped with that reason."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        print(f"Browser tests will be skipped: {why_not()}.")
        return
    print("There is no Chromium here; installing Debian's.", flush=True)
    quiet = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        if subprocess.run(command, **quiet).returncode:
            print(f"{' '.join(command)} failed. Browser tests will be skipped.", flush=True)
            return


if __name__ == "__main__":
    if "--install" in sys.argv and not find():
        install()
