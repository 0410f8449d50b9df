"""The marks that every page shares: told apart by shape, named for those who listen."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from roadmap.progress.templatetags.marks import ENDINGS, STATES, mark, outcome, share
from runner.contract import Ending, Outcome

parts = st.floats(min_value=-1, max_value=2)


def shape(picture: str) -> str:
    """The drawing without its words and its class, which carries the colour."""
    return re.sub(r"^<svg[^>]*>|<title>.*?</title>", "", picture)


def widths(bar: str) -> dict[str, tuple[float, float]]:
    """Where each part of a bar begins, and how wide it is."""
    return {
        rect.attrib["class"]: (float(rect.get("x", 0)), float(rect.attrib["width"]))
        for rect in ElementTree.fromstring(bar).iter("rect")
    }


def test_every_state_has_a_shape_of_its_own() -> None:
    assert len({shape(mark(state)) for state in STATES}) == len(STATES)


def test_every_ending_and_every_outcome_of_the_contract_has_a_mark() -> None:
    assert {*Ending, *Outcome} <= set(ENDINGS)


@pytest.mark.parametrize("state", STATES)
def test_a_mark_says_its_state_to_those_who_listen(state: str) -> None:
    picture = ElementTree.fromstring(mark(state))
    assert picture.get("role") == "img"
    assert picture.findtext("title") == state.replace("_", " ")


def test_an_empty_label_hides_the_mark_from_those_who_listen() -> None:
    picture = ElementTree.fromstring(outcome("failed", label=""))
    assert picture.get("aria-hidden") == "true"
    assert picture.find("title") is None


def test_a_label_is_escaped() -> None:
    assert "<title>&lt;b&gt;</title>" in mark("claimed", label="<b>")


def test_a_share_is_written_in_words_as_well() -> None:
    assert "<title>40 % proven, 20 % claimed</title>" in share(proven=0.4, claimed=0.2)


@given(parts, parts)
def test_a_bar_never_leaves_its_track_and_claimed_begins_where_proven_ends(proven: float, claimed: float) -> None:
    drawn = widths(share(proven, claimed))
    (_, solid), (begin, hollow) = drawn["share-proven"], drawn["share-claimed"]
    assert begin == solid
    assert 0 <= solid <= 100
    assert 0 <= solid + hollow <= 100.011


def test_a_share_of_nothing_is_an_empty_track() -> None:
    assert widths(share(None, None))["share-proven"] == (0.0, 0.0)


def test_no_mark_needs_an_inline_style() -> None:
    tags = "{% load marks %}{% share proven=0.5 %}" + "".join(f'{{% mark "{state}" %}}' for state in STATES)
    assert "style=" not in Template(tags).render(Context())
