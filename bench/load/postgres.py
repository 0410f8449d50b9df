"""A PostgreSQL of our own, heard on a private socket alone, or databases of our own on one that is there."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.load.places import ENGINES, SIZES, Place, sqlite_places

START_SECONDS: Final = 120
NO_POSTGRES: Final = "There is no PostgreSQL here (no initdb, no DATABASE_URL): SQLite alone."
# What is measured is reading. What guards against a power cut costs the filling an hour, so it is left out.
SETTINGS: Final = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
}


def binaries() -> Path | None:
    """Where initdb and pg_ctl are: on the PATH, beside pg_config, or where Debian puts the newest."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        if told and (Path(told) / "initdb").exists():
            return Path(told)
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: float(one.parts[-3]))
    return installed[-1].parent if installed else None


def end_politely() -> None:
    """Let a request to end stop what was started here first."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)


def engines_wanted() -> list[str]:
    """Those that ENGINES names, else both."""
    return [one for one in ENGINES if one in (os.environ.get("ENGINES") or ",".join(ENGINES)).split(",")]


@contextmanager
def places(folder: Path, engines: list[str]) -> Iterator[list[Place]]:
    """Every place on these engines, while their servers run."""
    own = sqlite_places(folder) if "sqlite" in engines else []
    if "postgresql" not in engines:
        yield own
        return
    with postgres_places(folder) as served:
        if not served:
            print(NO_POSTGRES)
        yield [*own, *served]


@contextmanager
def postgres_places(folder: Path) -> Iterator[list[Place]]:
    """The places on the server that DATABASE_URL names, else on one started here; none where there is neither."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        yield [made_place(folder, size, url) for size in SIZES]
    elif (programs := binaries()) is not None:
        with cluster(programs, folder / "postgresql") as here:
            yield [made_place(folder, size, here) for size in SIZES]
    else:
        yield []


def made_place(folder: Path, size: str, url: str) -> Place:
    """A database beside the one that `url` names, which is only asked for it and never written to."""
    name = f"gradus_load_{size}"
    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return Place("postgresql", size, folder / f"postgresql-{size}", urlunsplit(urlsplit(url)._replace(path=f"/{name}")))


def empty(place: Place) -> None:
    """Drop everything in the database."""
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@contextmanager
def cluster(programs: Path, folder: Path) -> Iterator[str]:
    """A server on `folder`, made where there is none yet; the address of its first database. Stopped at the end."""
    user = server_user()
    with tempfile.TemporaryDirectory(prefix="gradus-pg-") as sockets:
        for one in (Path(sockets), folder):
            one.mkdir(parents=True, exist_ok=True)
            shutil.chown(one, user)
            one.chmod(0o700)
        if not (folder / "PG_VERSION").exists():
            run([programs / "initdb", "-D", folder, "-U", "gradus", "-A", "trust", "-E", "UTF8", "--no-sync"], user)
        elif (folder / "postmaster.pid").exists():  # of a run that was killed
            run([programs / "pg_ctl", "-D", folder, "-m", "fast", "-w", "stop"], user, demand=False)
        options = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
        start = [programs / "pg_ctl", "-D", folder, "-l", folder / "server.log", "-t", str(START_SECONDS), "-w"]
        run([*start, "-o", f"{options} -k {sockets}", "start"], user)
        try:
            yield f"postgresql://gradus@/postgres?host={quote(sockets)}"
        finally:
            run([programs / "pg_ctl", "-D", folder, "-m", "fast", "-w", "stop"], user)


def server_user() -> str:
    """PostgreSQL will not run as root: there, as the user its package made, else as nobody."""
    if os.getuid():
        return pwd.getpwuid(os.getuid()).pw_name
    return "postgres" if "postgres" in {one.pw_name for one in pwd.getpwall()} else "nobody"


def run(command: list[str | Path], user: str, demand: bool = True) -> None:
    as_user = user if os.getuid() == 0 else None
    done = subprocess.run(command, user=as_user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode and demand:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n{done.stderr}")
