"""The labs this installation offers, read once from settings.CATALOG_DIR."""

import logging
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from labs.markdown import Link, Target
from runner.lab import LEVELS, Lab, load_catalog

logger = logging.getLogger(__name__)


# Topics in the order in which a beginner meets them; others follow by name.
TOPICS = ("foundations", "mathematics", "training", "architectures", "frameworks", "attention")


def catalogue() -> dict[str, Lab]:
    """Every lab by slug, in the order of learning. New folders are seen after a restart."""
    return _read(settings.CATALOG_DIR)


@cache
def _read(folder: Path) -> dict[str, Lab]:
    labs = load_catalog(folder, broken=lambda error: logger.error("%s The other labs are there.", error))
    return {lab.slug: lab for lab in sorted(labs.values(), key=lambda lab: _place(lab, labs))}


def _place(lab: Lab, labs: Mapping[str, Lab]) -> tuple[int, str, int, int, str]:
    """Where a lab stands: by topic, then after what it builds on, then by level and title."""
    topic = TOPICS.index(lab.topic) if lab.topic in TOPICS else len(TOPICS)
    return topic, lab.topic, _depth(lab, labs), LEVELS.index(lab.level), lab.title


def _depth(lab: Lab, labs: Mapping[str, Lab], below: tuple[str, ...] = ()) -> int:
    """Labs of the same topic in the longest chain of prerequisites before this one."""
    before = [labs[slug] for slug in lab.prerequisites if slug in labs and slug not in below]
    deep = (_depth(one, labs, (*below, lab.slug)) + (one.topic == lab.topic) for one in before)
    return max(deep, default=0)


def lab_links(targets: Iterable[Target]) -> dict[Target, Link]:
    """Where the wikilinks that name a lab lead; those to labs that are not here are left out."""
    labs = catalogue()
    known = [target for target in targets if target.kind == "lab" and target.name in labs]
    return {target: Link(labs[target.name].title, reverse("lab", args=[target.name])) for target in known}


def topics() -> list[str]:
    """The topic folders that hold labs, in the order of learning."""
    return list(dict.fromkeys(lab.topic for lab in catalogue().values()))


def unreadable() -> list[str]:
    """The folders, as topic/slug, that hold no lab as it should be; what is wrong was logged when they were read."""
    return _unreadable(settings.CATALOG_DIR)


@cache
def _unreadable(folder: Path) -> list[str]:
    read = {lab.path for lab in _read(folder).values()}
    folders = (file.parent for file in sorted(folder.glob("*/*/lab.toml")))
    return [f"{one.parent.name}/{one.name}" for one in folders if one not in read]


def topic_title(topic: str) -> str:
    """The heading of a topic folder: `neural-networks` -> `Neural networks`."""
    return topic.replace("-", " ").replace("_", " ").capitalize()
