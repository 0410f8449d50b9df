"""Files that the client keeps for its user alone: mode 0600, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import platformdirs

from gradus_client.errors import Refused

NAME = "gradus"


def config_folder() -> Path:
    return platformdirs.user_config_path(NAME, appauthor=False)


def state_folder() -> Path:
    return platformdirs.user_state_path(NAME, appauthor=False)


def keep(path: Path, text: str) -> Path:
    """Write `text` in place of what stands at `path`. Raises Refused where the disk does not take it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # made with mode 0600
        try:
            with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Refused(f"{path} could not be written: {error.strerror or error}.") from error
    return path


def is_private(path: Path) -> bool:
    """Whether nobody but its owner can read the file; systems without such modes protect the folder instead."""
    return os.name != "posix" or not path.stat().st_mode & 0o077
