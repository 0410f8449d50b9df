"""The Markdown files of a zip or of a folder, read with care: nothing is unpacked to disk, every size is bounded."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Final

from roadmap.path.markdown import RoadmapError

MEGABYTE: Final = 1024 * 1024
MAX_FILES: Final = 20_000
MAX_FILE_BYTES: Final = 4 * MEGABYTE
MAX_TOTAL_BYTES: Final = 256 * MEGABYTE
ENDINGS: Final = (".md", ".markdown", ".txt")
# What programs keep for themselves: .obsidian, .trash, .git, __MACOSX.
HIDDEN: Final = (".", "__MACOSX")
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
NOTHING: Final = "Nothing was changed."


class Archive(Mapping[str, bytes]):
    """The Markdown files of a zip by their path in it, or those of other endings. A file is read when it is asked
    for, and not kept.

    Raises `RoadmapError` for a zip that is broken, locked, larger than any vault, or that names places outside it.
    """

    def __init__(self, file: IO[bytes], endings: tuple[str, ...] = ENDINGS) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except BROKEN as error:
            raise RoadmapError(f"This is no zip that can be read. Make it anew and try again. {NOTHING}") from error
        self._members = {info.filename: info for info in self._zip.infolist() if _is_wanted(info, endings)}
        self._refuse_excess()

    def __getitem__(self, name: str) -> bytes:
        info = self._members[name]
        try:
            with self._zip.open(info) as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except BROKEN as error:
            raise RoadmapError(f"{_named(name)} in the zip is damaged and cannot be read. {NOTHING}") from error
        if len(data) > MAX_FILE_BYTES:
            raise RoadmapError(_too_large(name))
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._members))

    def __len__(self) -> int:
        return len(self._members)

    def _refuse_excess(self) -> None:
        if len(self._members) > MAX_FILES:
            raise RoadmapError(f"The zip holds {len(self._members):,} files; {MAX_FILES:,} is the most. {NOTHING}")
        for name, info in self._members.items():
            path = PurePosixPath(name.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\0" in name:
                raise RoadmapError(f"The zip names a place outside itself, {_named(name)}; it was not read. {NOTHING}")
            if info.flag_bits & 1:
                raise RoadmapError(f"The zip is locked with a password. Make one without and try again. {NOTHING}")
            if info.file_size > MAX_FILE_BYTES:
                raise RoadmapError(_too_large(name))
        if (total := sum(info.file_size for info in self._members.values())) > MAX_TOTAL_BYTES:
            raise RoadmapError(
                f"The zip unpacks to {total // MEGABYTE:,} MB; {MAX_TOTAL_BYTES // MEGABYTE} MB is the most. {NOTHING}"
            )


def files_in(folder: Path) -> dict[str, bytes]:
    """The Markdown files under a folder by their path in it; links to elsewhere are not followed."""
    found: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or not is_markdown(name):
            continue
        total += (size := path.stat().st_size)
        if size > MAX_FILE_BYTES:
            raise RoadmapError(_too_large(name))
        if len(found) >= MAX_FILES or total > MAX_TOTAL_BYTES:
            raise RoadmapError(
                f"The folder holds more than {MAX_FILES:,} files or {MAX_TOTAL_BYTES // MEGABYTE} MB. {NOTHING}"
            )
        found[name] = path.read_bytes()
    return found


def is_markdown(name: str, endings: tuple[str, ...] = ENDINGS) -> bool:
    """Whether a path is that of a text of the learner's (or of another file that ends so), not of a program's."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return name.lower().endswith(endings) and not any(part.startswith(HIDDEN) and part != ".." for part in parts)


def _is_wanted(info: zipfile.ZipInfo, endings: tuple[str, ...]) -> bool:
    linked = stat.S_ISLNK(info.external_attr >> 16)
    return not info.is_dir() and not linked and is_markdown(info.filename, endings)


def _named(name: str) -> str:
    shown = name if name.isprintable() else ascii(name)
    return f"“{shown[:80]}”"


def _too_large(name: str) -> str:
    return f"{_named(name)} has more than {MAX_FILE_BYTES // MEGABYTE} MB, which no text of one page has. {NOTHING}"
