"""Where the databases lie: one with many learners and one with a single one, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
MARKER: Final = "gradus-load.json"
SIZES: Final = ("one", "many")
ENGINES: Final = ("sqlite", "postgresql")
SERVED: Final = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PORT", "MAKELEVEL", "DJANGO_SETTINGS_MODULE"}


class NotOurs(Exception):
    """The folder holds something that no load was written into; nothing was changed."""


@dataclass(frozen=True)
class Place:
    """One database with the data folder that belongs to it. `url` is empty for the SQLite file in that folder."""

    engine: str
    size: str
    folder: Path
    url: str = ""

    @property
    def name(self) -> str:
        return f"{self.engine}, {self.size}"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to know to work on it, and nothing of the installation that started us."""
        kept = {k: v for k, v in os.environ.items() if k not in SERVED and not k.startswith(("GRADUS_", "RUNNER_"))}
        ours = {"GRADUS_DATA": str(self.folder), "GRADUS_API_REQUESTS": "100000000", "PYTHONPATH": str(ROOT)}
        return {**kept, **ours, **({"DATABASE_URL": self.url} if self.url else {})}

    @property
    def facts(self) -> dict[str, Any]:
        """What it was filled with; empty where that was not done to the end."""
        file = self.folder / MARKER
        found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        return found

    def note(self, facts: dict[str, Any]) -> None:
        (self.folder / MARKER).write_text(json.dumps(facts, indent=2))

    def clear(self) -> None:
        """An empty folder, whatever an earlier load left in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)


def load_folder() -> Path:
    """GRADUS_DATA, else var/load, claimed for loads. Raises NotOurs where something else lies in it."""
    folder = Path(os.environ.get("GRADUS_DATA") or ROOT / "var" / "load").resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise NotOurs(
            f"{folder} holds something else than databases for measuring. Nothing was changed: name another folder, "
            "as in GRADUS_DATA=var/load make seed-load"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()
    return folder


def sqlite_places(folder: Path) -> list[Place]:
    return [Place("sqlite", size, folder / f"sqlite-{size}") for size in SIZES]
