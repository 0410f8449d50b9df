"""The two built-in roadmaps against the list of what they have to cover."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

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


@dataclass
class Topic:
    key: str
    line: str
    body: str = ""
    children: list["Topic"] = field(default_factory=list)

    def walk(self) -> Iterator["Topic"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def labs(self) -> frozenset[str]:
        return frozenset(re.findall(r"\[\[lab:([a-z0-9-]+)\]\]", self.line))

    @property
    def topics(self) -> frozenset[str]:
        return frozenset(re.findall(r"\[\[topic:([a-z0-9-]+)\]\]", self.line))

    @property
    def proofs(self) -> frozenset[str]:
        return frozenset(re.findall(r"#proof/(\w+)", self.line))


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


def read_topics(name: str) -> list[Topic]:
    """Every topic of a roadmap, parents first."""
    open_topics: dict[int, Topic] = {}
    found: list[Topic] = []
    for line in (CURRICULA / name).read_text(encoding="utf-8").splitlines():
        if item := re.match(r"^( *)- \[ \] (.+) \^([a-z0-9-]+)$", line):
            topic, depth = Topic(item[3], item[2]), len(item[1]) // 2
            if depth:
                open_topics[depth - 1].children.append(topic)
            open_topics[depth] = topic
            found.append(topic)
        elif line.startswith("  "):
            found[-1].body += line.strip()
    return found


LINES = seed_lines()
ROADMAPS = {letter: read_topics(name) for letter, name in FILES.items()}
TOPICS = {letter: {topic.key: topic for topic in topics} for letter, topics in ROADMAPS.items()}
EVERY_TOPIC = [(letter, topic) for letter, topics in ROADMAPS.items() for topic in topics]


def labs_under(topic: Topic) -> frozenset[str]:
    return frozenset[str]().union(*(each.labs for each in topic.walk()))


def proofs_under(topic: Topic) -> frozenset[str]:
    return frozenset[str]().union(*(each.proofs for each in topic.walk()))


def test_the_list_names_each_of_the_168_lines_once() -> None:
    assert len(LINES) == 168
    assert len({line.id for line in LINES}) == 168


@pytest.mark.parametrize("line", LINES, ids=[line.id for line in LINES])
def test_a_topic_covers_the_line_with_its_labs_and_its_other_proofs(line: SeedLine) -> None:
    topic = TOPICS[line.id[0]].get(line.covers)
    assert topic, f"{line.id} ({line.subject}): no topic has the id {line.covers}"
    assert line.labs <= labs_under(topic), f"{line.id}: not linked: {sorted(line.labs - labs_under(topic))}"
    assert line.proofs <= proofs_under(topic), f"{line.id}: not asked for: {sorted(line.proofs - proofs_under(topic))}"


@pytest.mark.parametrize("letter", FILES)
def test_no_id_stands_twice_in_one_roadmap(letter: str) -> None:
    counted = Counter(topic.key for topic in ROADMAPS[letter])
    assert [key for key, times in counted.items() if times > 1] == []


def test_topics_link_all_labs_of_the_catalogue_and_no_others() -> None:
    assert len(CATALOGUE) == 160
    assert frozenset[str]().union(*(topic.labs for _, topic in EVERY_TOPIC)) == CATALOGUE


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
    assert [leaf.key for leaf in leaves if not leaf.labs | leaf.proofs] == []


def test_a_topic_required_by_another_stands_in_the_same_roadmap() -> None:
    required = [(letter, key) for letter, topic in EVERY_TOPIC for key in topic.topics]
    assert required
    assert [(letter, key) for letter, key in required if key not in TOPICS[letter]] == []
