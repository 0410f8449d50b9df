"""Where the embedded Redis listens. Settings ask here too, so it needs nothing but the standard library."""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

LONGEST_SOCKET_PATH = 100  # bytes; the kernel's field holds 108, on macOS 104


def redis_socket(data_dir: Path) -> Path:
    """The unix socket for a data folder: inside it, or in a short private folder where its path is too long."""
    inside = data_dir / "redis.sock"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH:
        return inside
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"gradus-{os.getuid()}-{digest}" / "redis.sock"


def redis_url(data_dir: Path) -> str:
    return f"unix://{quote(str(redis_socket(data_dir)))}"
