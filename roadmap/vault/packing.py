"""Everything of one learner, out as an Obsidian vault and in again.

Each room packs and unpacks its own rows. A zip is written as it is read: no more than one file of it is in memory.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, Final

from django.db import transaction

from roadmap.habits import carrying as habits
from roadmap.notes import carrying as notes
from roadmap.papers import carrying as papers
from roadmap.path.archives import ENDINGS, Archive
from roadmap.path.markdown import RoadmapError
from roadmap.plan import carrying as plan
from roadmap.proofs import carrying as proofs
from roadmap.reviews import carrying as reviews
from roadmap.vault import roadmaps, submissions, topics
from roadmap.vault.carried import Carried, Summary
from roadmap.vault.readme import README

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# In the order in which they are taken in: what others refer to comes first.
ROOMS: Final[dict[str, Any]] = {
    "papers": papers,
    "notes": notes,
    "roadmaps": roadmaps,
    "topics": topics,
    "submissions": submissions,
    "proofs": proofs,
    "habits": habits,
    "reviews": reviews,
    "plan": plan,
}
# Where a room's files lie, if not in the folder of its name alone.
FOLDERS_OF: Final = {"submissions": ("submissions", "drafts")}
FOLDERS: Final = {*ROOMS, "drafts"}
PICTURES: Final = (".png", ".jpg", ".gif", ".webp")
# Any day will do, and one that never changes makes the same vault of the same rows.
DAY: Final = (2020, 1, 1, 0, 0, 0)


def pack(learner: User) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the vault: its path and its text, or a picture's bytes."""
    yield "README.md", README
    for room in ROOMS.values():
        yield from room.pack(learner)


def zipped(files: Iterable[tuple[str, str | bytes]]) -> Iterator[bytes]:
    """The files as a zip, piece by piece."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, held in files:
            info = zipfile.ZipInfo(path, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, held if isinstance(held, bytes) else held.encode("utf-8", "replace"))
            yield pipe.taken()
    yield pipe.taken()


class Pipe:
    """Where a zip is written to and taken from at once."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """Nothing is held open."""

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


class Texts(Mapping[str, Any]):
    """The files of a vault, read when they are asked for: pictures as bytes, all else as text. A folder around all of
    them is passed over."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        tops = {path.partition("/")[0] for path in files}
        wrapped = len(tops) == 1 and not tops & FOLDERS and all("/" in path for path in files)
        inside = f"{tops.pop()}/" if wrapped else ""
        self._paths = {path.removeprefix(inside): path for path in files}

    def __getitem__(self, path: str) -> str | bytes:
        held = self._files[self._paths[path]]
        return held if path.endswith(PICTURES) else held.decode("utf-8", "replace").replace("\0", "\ufffd")

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class Within(Mapping[str, Any]):
    """The files of some folders: no room reads those of the others."""

    def __init__(self, texts: Mapping[str, Any], folders: tuple[str, ...]) -> None:
        self._texts = texts
        self._paths = dict.fromkeys(path for path in texts if path.partition("/")[0] in folders)

    def __getitem__(self, path: str) -> Any:
        if path not in self._paths:
            raise KeyError(path)
        return self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def read_vault(file: IO[bytes]) -> Texts:
    """Raises `RoadmapError` for what is no vault of ours."""
    texts = Texts(Archive(file, (*ENDINGS, *PICTURES)))
    if not any(path == "README.md" or path.partition("/")[0] in FOLDERS for path in texts):
        raise RoadmapError(
            "This zip is no vault of Gradus: it has none of its folders. Roadmaps of another Obsidian vault are "
            "imported under Path, notes under Notes. Nothing was changed."
        )
    return texts


@transaction.atomic
def unpack(learner: User, texts: Mapping[str, Any]) -> Carried:
    """Take everything in. Nothing the learner has is overwritten; a second time changes nothing."""
    done = Carried()
    for name, room in ROOMS.items():
        done.rooms[name] = summary_of(room.unpack(learner, Within(texts, FOLDERS_OF.get(name, (name,)))))
    return done


def preview(learner: User, texts: Mapping[str, Any]) -> Carried:
    """What `unpack` would do; nothing is kept of it."""
    with transaction.atomic():
        done = unpack(learner, texts)
        transaction.set_rollback(True)
    return done


def summary_of(told: Any) -> Summary:
    """A room's own summary in the shape of ours."""
    counts = {name: int(getattr(told, name, 0)) for name in ("added", "unchanged", "copied")}
    return Summary(**counts, problems=list(getattr(told, "problems", [])))
