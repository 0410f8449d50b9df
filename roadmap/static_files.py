"""Static files as whitenoise serves them, and compressed without a build step: each text has a small copy."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import MissingFileError, StaticFile

TEXTS = (".css", ".js", ".mjs", ".svg", ".json", ".map", ".txt")


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Names the copy as the gzip alternative, so that one ETag stands for both and 304 stays 304."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        found = super().get_static_file(path, url, stat_cache)
        if not path.endswith(TEXTS):
            return found
        _, _, headers = found.alternatives[-1]  # those of the file itself
        copy = compressed(Path(path), settings.DATA_DIR / "compressed")
        return StaticFile(path, headers, encodings={"gzip": str(copy)})


def compressed(file: Path, folder: Path) -> Path:
    """The compressed copy in `folder`, made where the file as it is now has none; there is none where none can be kept.

    Raises MissingFileError for a file that went meanwhile.
    """
    try:
        facts = file.stat()
    except FileNotFoundError as gone:
        raise MissingFileError(str(file)) from gone
    known = f"{file}\0{facts.st_size}\0{facts.st_mtime_ns}"
    copy = folder / f"{hashlib.sha256(known.encode()).hexdigest()}.gz"
    if not copy.exists():
        try:
            keep(gzip.compress(file.read_bytes(), mtime=0), copy)
        except OSError:
            return copy  # a full or closed disk: the file goes out as it is
    return copy


def keep(data: bytes, copy: Path) -> None:
    """At once or not at all: several processes may write the same copy."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=copy.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(copy)
