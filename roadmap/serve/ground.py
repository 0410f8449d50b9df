"""What must hold before anything starts: a data folder that is ours and has room, a port that is free."""

import errno
import fcntl
import os
import shutil
import socket
from pathlib import Path
from typing import TextIO

from roadmap.serve.errors import StartError
from roadmap.serve.plan import Plan

NEEDED_BYTES = 100 * 10**6


def make_data_dir(folder: Path) -> None:
    """Raises StartError where the folder cannot be made or written, or its disk is full."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for inside in ("log", "static"):
            (folder / inside).mkdir(exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise StartError(f"The data folder {folder} cannot be written: {os.strerror(error.errno or 0)}.") from None
    if free < NEEDED_BYTES:
        raise StartError(
            f"The disk is full: {free // 10**6} MB are free where the data folder {folder} is, and Gradus needs "
            f"{NEEDED_BYTES // 10**6}. Nothing was changed; make room and start again."
        )


def claim(plan: Plan) -> TextIO:
    """Locks the data folder while the returned file is open. Raises StartError where another start holds it."""
    lock = (plan.data_dir / "serve.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        raise StartError(f"Gradus already runs on {plan.data_dir}: {lock.read().strip()}") from None
    lock.truncate(0)
    lock.write(f"{plan.address} (process {os.getpid()})\n")
    lock.flush()
    return lock


def demand_free_port(host: str, port: int) -> None:
    """Raises StartError where nobody could listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()  # on some systems only this tells a port that is taken
    except OSError as error:
        raise StartError(why_no_port(host, port, error)) from None


def why_no_port(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another: PORT={port + 1} make run"
    if error.errno == errno.EACCES:
        return f"Port {port} may not be opened by this user. Choose one above 1023: PORT=8000 make run"
    return f"Nobody can listen on {host}, port {port}: {error.strerror}."
