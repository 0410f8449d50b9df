"""The two built-in roadmaps against the list of what they have to cover."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

from roadmap.path.markdown import TopicText, parse, render

HERE = Path(__file__).parent
CURRICULA = Path(settings.BASE_DIR) / "roadmap" / "path" / "curricula"
FILES = {"A": "deep-learning-step-by-step.md", "B": "architectures-to-mastery.md"}
CATALOGUE = frozenset((HERE / "catalogue_slugs.txt").read_text(encoding="utf-8").split())


class SeedLine(NamedTuple):
    id: str
    subject: str
    covers: str
    labs: frozenset[str]
    proofs: frozenset[str]


def seed_lines() -> list[SeedLine]:
    with (HERE / "seed_lines.csv").open(encoding="utf-8", newline="") as rows:
        return [
            SeedLine(
                row["id"],
                row["seed_line"],
                row["covers"],
                frozenset(row["labs"].split()),
                frozenset(row["proofs"].split()),
            )
            for row in csv.DictReader(rows)
        ]


def linked(topic: TopicText, kind: str) -> frozenset[str]:
    return frozenset(link.target for link in topic.links if link.kind == kind)


def labs_under(topic: TopicText) -> frozenset[str]:
    return frozenset[str]().union(*(linked(each, "lab") for each in topic.walk()))


def proofs_under(topic: TopicText) -> frozenset[str]:
    return frozenset[str]().union(*(each.proofs for each in topic.walk()))


LINES = seed_lines()
TEXTS = {letter: (CURRICULA / name).read_text(encoding="utf-8") for letter, name in FILES.items()}
ROADMAPS = {letter: list(parse(text).walk()) for letter, text in TEXTS.items()}
TOPICS = {letter: {topic.key: topic for topic in topics} for letter, topics in ROADMAPS.items()}
EVERY_TOPIC = [(letter, topic) for letter, topics in ROADMAPS.items() for topic in topics]


def test_the_list_names_each_of_the_168_lines_once() -> None:
    assert len(LINES) == 168
    assert len({line.id for line in LINES}) == 168


@pytest.mark.parametrize("line", LINES, ids=[line.id for line in LINES])
def test_a_topic_covers_the_line_with_its_labs_and_its_other_proofs(line: SeedLine) -> None:
    topic = TOPICS[line.id[0]].get(line.covers)
    assert topic, f"{line.id} ({line.subject}): no topic has the id {line.covers}"
    assert line.labs <= labs_under(topic), f"{line.id}: not linked: {sorted(line.labs - labs_under(topic))}"
    assert line.proofs <= proofs_under(topic), f"{line.id}: not asked for: {sorted(line.proofs - proofs_under(topic))}"


@pytest.mark.parametrize(
    ("prefix", "kind", "count"), [("BM.", "milestone", 5), ("BX.", "habit", 3), ("Ar.", "reading", 5)]
)
def test_milestones_habits_and_books_are_marked_as_such(prefix: str, kind: str, count: int) -> None:
    wanted = {line.covers for line in LINES if line.id.startswith(prefix)}
    assert len(wanted) == count
    assert {topic.key for _, topic in EVERY_TOPIC if topic.kind == kind} == wanted


@pytest.mark.parametrize("letter", FILES)
def test_no_id_stands_twice_in_one_roadmap(letter: str) -> None:
    counted = Counter(re.findall(r"\^([\w-]+)$", TEXTS[letter], re.MULTILINE))
    assert counted.total() > len(ROADMAPS[letter])
    assert [key for key, times in counted.items() if times > 1] == []


def test_topics_link_all_labs_of_the_catalogue_and_no_others() -> None:
    assert len(CATALOGUE) == 160
    assert frozenset[str]().union(*(linked(topic, "lab") for _, topic in EVERY_TOPIC)) == CATALOGUE


def test_a_concept_in_both_roadmaps_is_proven_by_the_same_things() -> None:
    shared = TOPICS["A"].keys() & TOPICS["B"].keys()
    assert shared
    for key in shared:
        ours, theirs = TOPICS["A"][key], TOPICS["B"][key]
        assert labs_under(ours) == labs_under(theirs), key
        assert proofs_under(ours) == proofs_under(theirs), key


def test_every_leaf_says_what_to_do_and_what_proves_it() -> None:
    leaves = [topic for _, topic in EVERY_TOPIC if not topic.children]
    assert [leaf.key for leaf in leaves if not leaf.body] == []
    assert [leaf.key for leaf in leaves if not (labs_under(leaf) | proofs_under(leaf))] == []


def test_a_topic_required_by_another_stands_in_the_same_roadmap() -> None:
    required = [(letter, key) for letter, topic in EVERY_TOPIC for key in linked(topic, "topic")]
    assert required
    assert [(letter, key) for letter, key in required if key not in TOPICS[letter]] == []


@pytest.mark.parametrize("letter", FILES)
def test_a_built_in_roadmap_is_written_as_an_export_writes_it(letter: str) -> None:
    assert render(parse(TEXTS[letter])) == TEXTS[letter]
    assert parse(TEXTS[letter]).remarks == []
