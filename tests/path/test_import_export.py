"""Roadmaps out and in again: boxes, ticks, edits, and what belongs to whom."""

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.path.evidence import State, status_of
from roadmap.path.exporting import export
from roadmap.path.importing import MAX_BYTES, Imported, import_roadmap
from roadmap.path.markdown import RoadmapError
from roadmap.path.models import Roadmap, Tick, Topic
from roadmap.path.standing import Standing
from tests.roadmaps import make_roadmap, say, send

TEXT = """\
# Mine ^mine

About it.

## Begin ^begin

- [ ] Parent ^parent
  - [ ] Proven [[lab:one]] ^proven
  - [ ] Claimed ^claimed
- [ ] Skipped ^skipped
- [ ] Open ^open
"""
DONE = TEXT.replace("[ ] Claimed", "[x] Claimed").replace("[ ] Skipped", "[-] Skipped")


def bring(learner: User, text: str, name: str = "Roadmap") -> Imported:
    return import_roadmap(text.encode(), learner, name)


def written(learner: User, slug: str = "mine") -> str:
    roadmap = Roadmap.objects.called(slug, learner)
    return export(roadmap, Standing.of(learner, roadmap))


def ticks(learner: User) -> dict[str, str]:
    return dict(Tick.objects.filter(learner=learner).values_list("concept__key", "state"))


def test_a_first_import_makes_the_roadmap_and_tells_what_appeared(owner: User) -> None:
    done = bring(owner, TEXT)
    assert (done.roadmap, done.title, done.topics, done.changed, done.built_in) == ("mine", "Mine", 5, True, False)
    assert done.appeared == ["claimed", "open", "parent", "proven", "skipped"]
    assert Roadmap.objects.get(slug="mine").owner == owner


def test_boxes_become_ticks(owner: User) -> None:
    done = bring(owner, DONE)
    assert (done.claimed, done.skipped) == (1, 1)
    assert ticks(owner) == {"claimed": "claimed", "skipped": "skipped"}


def test_the_export_is_the_same_text_with_the_boxes_ticked(owner: User) -> None:
    bring(owner, TEXT)
    send(owner, "one")
    say(owner, "claimed", "claimed")
    say(owner, "skipped", "skipped")
    assert written(owner) == DONE.replace("[ ] Parent", "[x] Parent").replace("[ ] Proven", "[x] Proven")


def test_importing_an_export_changes_nothing(owner: User) -> None:
    bring(owner, DONE)
    send(owner, "one")
    text, said = written(owner), ticks(owner)
    rows = list(Topic.objects.values_list("pk", flat=True))
    done = bring(owner, text)
    assert (done.changed, done.claimed, done.skipped, done.appeared, done.vanished) == (False, 0, 0, [], [])
    assert ticks(owner) == said
    assert list(Topic.objects.values_list("pk", flat=True)) == rows
    assert written(owner) == text


def test_a_proven_topic_is_not_claimed_by_its_box(owner: User) -> None:
    bring(owner, TEXT)
    send(owner, "one")
    bring(owner, TEXT.replace("[ ] Proven", "[x] Proven"))
    assert "proven" not in ticks(owner)


def test_an_empty_box_takes_nothing_back(owner: User) -> None:
    bring(owner, DONE)
    bring(owner, TEXT)
    assert ticks(owner) == {"claimed": "claimed", "skipped": "skipped"}


def test_the_box_of_a_file_outweighs_what_was_said_before(owner: User) -> None:
    bring(owner, DONE)
    bring(owner, TEXT.replace("[ ] Skipped", "[x] Skipped").replace("[ ] Claimed", "[-] Claimed"))
    assert ticks(owner) == {"claimed": "skipped", "skipped": "claimed"}


def test_the_box_of_a_parent_goes_to_the_leaves_that_are_open(owner: User) -> None:
    bring(owner, TEXT.replace("[ ] Parent", "[x] Parent").replace("[ ] Claimed", "[-] Claimed"))
    assert ticks(owner) == {"proven": "claimed", "claimed": "skipped"}


def test_an_edited_file_keeps_ticks_by_identity(owner: User) -> None:
    bring(owner, DONE)
    done = bring(owner, "# Mine ^mine\n## Other\n- [ ] Said otherwise ^claimed\n- [ ] New ^new\n")
    assert (done.appeared, done.vanished) == (["new"], ["open", "parent", "proven", "skipped"])
    assert status_of(owner, ["claimed"]) == {"claimed": State.CLAIMED}
    assert ticks(owner)["skipped"] == "skipped"


def test_without_ids_the_words_are_the_identity(owner: User) -> None:
    bring(owner, "# R\n## P\n- [x] One thing\n- [ ] Another\n")
    bring(owner, "# R\n## Q\n- Another\n- A third\n- One thing\n")
    assert status_of(owner, ["one-thing", "another"]) == {"one-thing": State.CLAIMED, "another": State.NOT_BEGUN}


def test_a_file_without_a_title_is_called_after_the_file(owner: User) -> None:
    done = bring(owner, "- [ ] a\n", "My plan")
    assert (done.roadmap, done.title) == ("my-plan", "My plan")


def test_a_built_in_roadmap_that_comes_back_stays_built_in_and_its_boxes_count(owner: User) -> None:
    make_roadmap(TEXT.replace(" ^mine", ""), slug="built")
    done = bring(owner, written(owner, "built").replace("[ ] Open", "[x] Open"))
    assert (done.roadmap, done.built_in, done.changed) == ("built", True, False)
    assert ticks(owner) == {"open": "claimed"}
    assert Roadmap.objects.count() == 1


def test_a_built_in_roadmap_that_was_edited_becomes_ones_own(owner: User) -> None:
    built = make_roadmap(TEXT.replace(" ^mine", ""), slug="built")
    edited = written(owner, "built") + "- [ ] Added ^added\n"
    done = bring(owner, edited)
    assert (done.roadmap, done.built_in) == ("my-built", False)
    assert not Topic.objects.of(built).filter(concept__key="added").exists()
    assert bring(owner, edited).changed is False
    assert Roadmap.objects.count() == 2


def test_a_roadmap_does_not_take_the_address_of_a_page(owner: User) -> None:
    assert bring(owner, "# Milestones\n- [ ] a\n").roadmap == "my-milestones"


def test_an_import_touches_nothing_of_another_learner(owner: User, teammate: User) -> None:
    bring(teammate, DONE)
    bring(owner, "# Mine ^mine\n## P\n- [-] Claimed ^claimed\n")
    assert ticks(teammate) == {"claimed": "claimed", "skipped": "skipped"}
    assert written(teammate) == DONE


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"# Only words\n", "no list item"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text"),
        (b"- a\n" * (MAX_BYTES // 4 + 1), "4 MB is the most"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(owner: User, data: bytes, why: str) -> None:
    with pytest.raises(RoadmapError, match=why):
        import_roadmap(data, owner)
    assert not Roadmap.objects.exists()


items = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["[ ]", "[x]", "[-]"]),
        st.sampled_from(["Dropout", "**Bold** words", "Straße", "注意力", "`code`", "Read [[paper:1]] on"]),
        st.sampled_from(["", " [[lab:one]]", " [[lab:two]] [[lab:absent]]", " #proof/note", " #milestone [[lab:one]]"]),
        st.sampled_from(["", "", " ^a", " ^b", " ^c"]),
        st.sampled_from(["", "", "\n\n{}A body.\n"]),
    ),
    min_size=1,
    max_size=12,
)


def as_markdown(phases: list[list[tuple[int, str, str, str, str, str]]]) -> str:
    lines = ["# Random"]
    for number, phase in enumerate(phases):
        lines.append(f"## Phase {number % 2}")
        for depth, box, title, links, key, body in phase:
            lines.append("  " * depth + f"- {box} {title}{links}{key}" + body.format("  " * (depth + 1)))
    return "\n".join(lines)


@pytest.mark.django_db
@settings(max_examples=60)
@given(phases=st.lists(items, min_size=1, max_size=3), passed=st.booleans())
def test_import_after_export_changes_nothing_on_any_roadmap(owner: User, phases: list, passed: bool) -> None:
    Roadmap.objects.all().delete()
    Tick.objects.all().delete()
    owner.submissions.all().delete()
    if passed:
        send(owner, "one")
    bring(owner, as_markdown(phases))
    text, said = written(owner, "random"), ticks(owner)
    done = bring(owner, text)
    assert (done.changed, done.claimed, done.skipped, done.appeared, done.vanished) == (False, 0, 0, [], [])
    assert (written(owner, "random"), ticks(owner)) == (text, said)
