"""Which lab a file is for: a comment in it says so, else its name does."""

from __future__ import annotations

import re
from pathlib import Path

from gradus_client.api import Api
from gradus_client.errors import Refused

NAMED = re.compile(r"^#[ \t]*gradus[ \t]+lab[ \t]*:[ \t]*([-\w]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
SLUG = re.compile(r"[-\w]+")
NOT_FOUND = 404


def with_name(source: str, slug: str) -> str:
    """The source under a comment that names its lab."""
    return f"# gradus lab: {slug}\n{source}"


def named_in(source: str) -> str:
    """The lab that a comment in the source names; empty where none does."""
    found = NAMED.search(source)
    return found[1] if found else ""


def lab_of(api: Api, path: Path, source: str) -> str:
    """The slug. Raises Refused where neither the source nor the file's name says which lab it is."""
    if named := named_in(source):
        return named
    for slug in dict.fromkeys((path.stem.replace("_", "-"), path.stem)):
        if SLUG.fullmatch(slug) and is_lab(api, slug):
            return slug
    raise Refused(
        f"Which lab is {path} for? No lab has its name. Say --lab SLUG, or write into it: # gradus lab: SLUG "
        "(gradus labs lists them). Nothing was sent."
    )


def is_lab(api: Api, slug: str) -> bool:
    try:
        api.get(f"labs/{slug}/")
    except Refused as refused:
        if refused.status != NOT_FOUND:
            raise
        return False
    return True
