"""What an import says it will change, and by what it knows a topic again."""

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from roadmap.path.differences import Sort, compare
from roadmap.path.evidence import State, status_of
from roadmap.path.importing import Imported, import_roadmap, preview, read_outline
from roadmap.path.markdown import parse
from roadmap.path.models import Roadmap, Tick, Topic
from tests.roadmaps import make_roadmap, send

PLAIN = """\
# Plan
## Begin
- [ ] Understand convolution
  - [ ] Pooling
- [x] Dropout
- [ ] Batch normalisation
## End
- [ ] Pooling
- [ ] Ship it
"""


def bring(learner: User, text: str) -> Imported:
    return import_roadmap(text.encode(), learner)


def keys(learner: User, slug: str = "plan") -> list[str]:
    topics = Topic.objects.of(Roadmap.objects.get(owner=learner, slug=slug))
    return [topic.concept.key for topic in topics]


def said(done: Imported) -> list[tuple[str, str]]:
    return [(change.sort, change.title) for change in done.changes]


def test_a_preview_tells_what_the_import_would_do_and_does_none_of_it(owner: User) -> None:
    bring(owner, PLAIN)
    edited = PLAIN.replace("Ship it", "Serve it").replace("- [ ] Batch normalisation\n", "")
    shown = preview(read_outline(edited.encode()), owner)
    assert set(said(shown)) == {("appeared", "Serve it"), ("vanished", "Ship it"), ("vanished", "Batch normalisation")}
    assert "ship-it" in keys(owner)
    assert said(bring(owner, edited)) == said(shown)
    assert "ship-it" not in keys(owner)


def test_a_first_preview_leaves_no_roadmap_behind(owner: User) -> None:
    assert preview(read_outline(PLAIN.encode()), owner).claimed == 1
    assert not Roadmap.objects.exists()
    assert not Tick.objects.exists()


def test_without_ids_a_topic_is_known_by_its_words_wherever_it_went(owner: User) -> None:
    bring(owner, "# Plan\n## A\n- [x] Learned *rates* ^rate\n- [ ] Other ^other\n")
    done = bring(owner, "# Plan\n## B\n- Other\n  - Learned rates\n")
    assert keys(owner) == ["other", "rate"]
    assert status_of(owner, ["rate"]) == {"rate": State.CLAIMED}
    assert done.vanished == done.appeared == []


def test_of_two_topics_with_the_same_words_each_keeps_its_own_identity_when_the_other_goes(owner: User) -> None:
    bring(owner, PLAIN)
    under = keys(owner)[1]
    bring(owner, PLAIN.replace("## End\n- [ ] Pooling\n", "## End\n"))
    assert keys(owner)[1] == under


def test_a_topic_that_comes_back_by_its_words_has_its_tick_again(owner: User) -> None:
    bring(owner, "# Plan\n## A\n- [x] Drop things ^dropout\n- [ ] Other\n")
    assert bring(owner, "# Plan\n## A\n- [ ] Other\n").vanished == ["dropout"]
    assert status_of(owner, ["dropout"]) == {"dropout": State.CLAIMED}
    bring(owner, "# Plan\n## A\n- [ ] Other\n- [ ] Drop things\n")
    assert keys(owner) == ["other", "dropout"]


def test_a_topic_with_nearly_the_same_words_is_suggested(owner: User) -> None:
    bring(owner, PLAIN)
    done = bring(owner, PLAIN.replace("Batch normalisation", "Batch normalization"))
    assert [(one.gone_title, one.new_title) for one in done.suggested] == [
        ("Batch normalisation", "Batch normalization")
    ]


def test_unlike_topics_are_not_suggested(owner: User) -> None:
    bring(owner, PLAIN)
    assert bring(owner, PLAIN.replace("Ship it", "Read about transformers")).suggested == []


def test_what_moved_and_was_renamed_is_told(owner: User) -> None:
    bring(owner, "# Plan\n## A\n- One ^a\n- Two ^b\n- Three ^c\n  - Four ^d\n")
    done = bring(owner, "# Plan\n## A\n- Two ^b\n- Three ^c\n- Four ^d\n- First ^a\n")
    assert set(said(done)) == {("renamed", "First"), ("moved", "First"), ("moved", "Four")}


def test_links_and_proofs_that_changed_are_told(owner: User) -> None:
    bring(owner, "# Plan\n- One [[lab:one]] ^a\n")
    done = bring(owner, "# Plan\n- One [[lab:two]] #proof/note ^a\n")
    assert [(one.sort, one.before, one.after) for one in done.changes] == [
        ("links", "lab:one", "lab:two"),
        ("proofs", "none", "note"),
    ] or [(one.sort, one.before, one.after) for one in done.changes] == [
        ("links", "[[lab:one]]", "[[lab:two]]"),
        ("proofs", "none", "note"),
    ]


def test_a_phase_with_another_title_is_renamed_and_its_topics_do_not_move(owner: User) -> None:
    bring(owner, PLAIN)
    done = bring(owner, PLAIN.replace("## Begin", "## Beginnings"))
    assert said(done) == [("phase_renamed", "Beginnings")]


def test_an_edited_built_in_roadmap_remembers_what_it_came_from(owner: User) -> None:
    make_roadmap("# Built\n- One ^one\n", slug="built")
    send(owner, "one")
    done = bring(owner, "# Built ^built\n- One ^one\n- Two\n")
    mine = Roadmap.objects.get(owner=owner)
    assert (done.roadmap, mine.forked_from) == ("my-built", "built")
    assert "- [ ] One ^one" in mine.forked_text


def test_a_text_may_be_taken_into_a_roadmap_of_another_name(owner: User) -> None:
    bring(owner, PLAIN)
    import_roadmap(b"# Otherwise\n- [ ] Ship it\n", owner, into="plan")
    assert keys(owner) == ["ship-it"]
    assert Roadmap.objects.count() == 1


trees = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 2)), min_size=1, max_size=10)


def outline(tree: list[tuple[str, int]]):
    seen: dict[str, int] = {}
    rows = [row for row in tree if seen.setdefault(row[0], id(row)) == id(row)]
    return parse("# R\n## P ^p\n" + "".join(f"{'  ' * depth}- Topic {key} ^{key}\n" for key, depth in rows))


@given(trees, trees)
def test_what_appeared_and_vanished_is_just_what_one_text_has_and_the_other_has_not(one: list, other: list) -> None:
    before, after = outline(one), outline(other)
    changes = compare(before, after)
    old, new = ({topic.key for topic in side.walk()} for side in (before, after))
    assert {change.key for change in changes if change.sort is Sort.APPEARED} == new - old
    assert {change.key for change in changes if change.sort is Sort.VANISHED} == old - new
    assert bool(changes) == (before != after)


@pytest.mark.slow
def test_ten_thousand_lines_take_a_moment(owner: User) -> None:
    lines = [f"{'  ' * (number % 4)}- [ ] Topic {number} on **things** [[lab:one]]" for number in range(9_900)]
    for phase in range(0, 9_900, 100):
        lines[phase] = f"## Phase {phase}\n{lines[phase]}"
    done = import_roadmap(("# Long\n" + "\n".join(lines)).encode(), owner)
    assert done.topics == 9_900
