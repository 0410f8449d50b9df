"""An outline into the tables, and again when it was edited."""

import pytest
from django.contrib.auth.models import User

from roadmap.path.evidence import State, status_of
from roadmap.path.markdown import parse
from roadmap.path.models import Concept, MilestoneGoal, Roadmap, Topic
from roadmap.path.storing import store
from tests.roadmaps import DAY_ONE, make_roadmap, say, send

TEXT = """
# First

About it.

## Begin ^begin

How to begin.

- [ ] Parent #milestone ^parent
  - [ ] Child [[lab:one]] [[paper:1706.03762]] #proof/note ^child

    Its body.
    - [ ] Grandchild ^grandchild
- [ ] Last ^last
## End ^end
- [ ] Child once more ^child
"""


@pytest.fixture
def first(db: None) -> Roadmap:
    return make_roadmap(TEXT)


def keys(roadmap: Roadmap) -> list[str]:
    return [topic.concept.key for topic in Topic.objects.of(roadmap)]


def test_every_part_of_the_text_has_its_row(first: Roadmap) -> None:
    assert (first.title, first.summary, first.owner) == ("First", "About it.", None)
    assert list(first.phases.values_list("key", "title", "body")) == [
        ("begin", "Begin", "How to begin."),
        ("end", "End", ""),
    ]
    child = Topic.objects.of(first).filter(concept__key="child").first()
    assert child is not None and child.parent is not None
    assert (child.title, child.body, child.proofs, child.parent.title) == ("Child", "Its body.", ["note"], "Parent")
    assert [str(link) for link in child.links.all()] == ["lab:one", "paper:1706.03762"]


def test_topics_stand_in_reading_order_with_their_depth(first: Roadmap) -> None:
    rows = [(topic.position, topic.depth, topic.concept.key) for topic in Topic.objects.of(first)]
    assert rows == [(0, 0, "parent"), (1, 1, "child"), (2, 2, "grandchild"), (3, 0, "last"), (4, 0, "child")]


def test_one_concept_stands_behind_both_topics(first: Roadmap) -> None:
    assert Concept.objects.filter(key="child").count() == 1


def test_the_same_text_again_changes_nothing(first: Roadmap) -> None:
    before = list(Topic.objects.of(first).values_list("pk", flat=True))
    outline = parse(TEXT.replace("[ ]", "[x]"))
    outline.slug = "first"
    assert store(outline) == (first, False)
    assert list(Topic.objects.of(first).values_list("pk", flat=True)) == before


def test_an_edit_moves_adds_and_removes_topics_and_keeps_ticks_and_proofs(first: Roadmap, owner: User) -> None:
    say(owner, "grandchild", "claimed")
    send(owner, "one")
    make_roadmap("# First\n## New\n- [ ] Moved ^grandchild\n- [ ] Child [[lab:one]] ^child\n- [ ] Added ^added\n")
    assert keys(first) == ["grandchild", "child", "added"]
    assert status_of(owner, ["grandchild", "child"]) == {"grandchild": State.CLAIMED, "child": State.PROVEN}


def test_a_tick_outlives_its_topic_and_is_there_when_it_comes_back(first: Roadmap, owner: User) -> None:
    say(owner, "last", "claimed")
    make_roadmap("# First\n## New\n- [ ] Another ^another\n")
    assert "last" not in keys(first)
    make_roadmap(TEXT)
    assert status_of(owner, ["last"]) == {"last": State.CLAIMED}


def test_a_concept_nobody_refers_to_goes_with_its_last_topic(first: Roadmap, owner: User) -> None:
    say(owner, "last", "skipped")
    MilestoneGoal.objects.set(owner, Concept.objects.get(key="parent"), DAY_ONE.date())
    make_roadmap("# First\n## New\n- [ ] Another ^another\n")
    assert set(Concept.objects.values_list("key", flat=True)) == {"another", "last", "parent"}


def test_a_concept_that_another_roadmap_holds_stays(first: Roadmap, owner: User) -> None:
    make_roadmap("# Mine\n## P\n- [ ] Last ^last\n", owner, "mine")
    make_roadmap("# First\n## New\n- [ ] Another ^another\n")
    assert set(Concept.objects.values_list("key", flat=True)) == {"another", "last"}


def test_only_a_built_in_roadmap_gives_a_concept_its_words(first: Roadmap, owner: User) -> None:
    make_roadmap("# Mine\n## P\n- [ ] My secret words ^last\n- [ ] More of them ^only-mine\n", owner, "mine")
    assert Concept.objects.get(key="last").title == "Last"
    assert Concept.objects.get(key="only-mine").title == "Only mine"
    make_roadmap(TEXT.replace("Last ^last", "**Last** of all ^last"))
    assert Concept.objects.get(key="last").title == "Last of all"


def test_two_learners_may_each_have_a_roadmap_of_the_same_name(owner: User, teammate: User) -> None:
    mine = make_roadmap("# R\n- [ ] a\n", owner, "same")
    theirs = make_roadmap("# R\n- [ ] b\n", teammate, "same")
    assert mine != theirs
    assert (keys(mine), keys(theirs)) == (["a"], ["b"])
