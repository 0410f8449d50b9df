"""Plotly's own bundled script, served from the installed package and never copied into the repository."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

import plotly

SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
# Parts of the bundle add a <style> of their own unless an element with this id is there already.
OWN_STYLE = re.compile(r'document\.getElementById\("([0-9a-f]{32,})"\)')


@cache
def release() -> str:
    """The installed release; it stands in the script's address, so that the address may be cached for ever."""
    return version("plotly")


@cache
def compressed() -> bytes:
    """The script with gzip: 1.5 MB in place of 4.8, made once in a process."""
    return gzip.compress(SCRIPT.read_bytes(), compresslevel=6, mtime=0)


@cache
def style_ids() -> tuple[str, ...]:
    """Ids that keep the bundle from writing inline styles, which the Content-Security-Policy would refuse."""
    return tuple(sorted(set(OWN_STYLE.findall(SCRIPT.read_text(encoding="utf-8")))))
