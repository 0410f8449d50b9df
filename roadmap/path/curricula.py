"""The built-in roadmaps: the Markdown files beside this module, each read into the tables when it has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from roadmap.path.markdown import RoadmapError, decoded, parse
from roadmap.path.models import Roadmap
from roadmap.path.storing import store

FOLDER: Final = Path(__file__).parent / "curricula"
ORDER: Final = ("deep-learning-step-by-step", "architectures-to-mastery")


class Loaded(NamedTuple):
    roadmap: Roadmap
    changed: bool


def load_curricula(folder: Path = FOLDER) -> list[Loaded]:
    """Bring the built-in roadmaps up to their files; a second call changes nothing.

    A roadmap's slug is the name of its file. Ticks belong to concepts, so they outlive any edit. Raises
    `RoadmapError` naming the file that cannot be read; those before it are loaded.
    """
    return [Loaded(*_load(file, position)) for position, file in enumerate(files_in(folder))]


def files_in(folder: Path) -> list[Path]:
    """The roadmaps of a folder: the gentlest first, those that have no place in the order by name."""
    return sorted(folder.glob("*.md"), key=lambda file: (_place(file.stem), file.stem))


def _place(slug: str) -> int:
    return ORDER.index(slug) if slug in ORDER else len(ORDER)


def _load(file: Path, position: int) -> tuple[Roadmap, bool]:
    try:
        outline = parse(decoded(file.read_bytes()), default_title=file.stem)
    except (OSError, RoadmapError) as error:
        raise RoadmapError(f"{file.name}: {error}") from error
    if outline.remarks:
        raise RoadmapError(f"{file.name}: {' '.join(outline.remarks)}")
    outline.slug = file.stem
    return store(outline, position=position)
