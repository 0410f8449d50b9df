"""What a feed says, and what is refused as one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.papers.arxiv.atom import Unreadable, entries_of
from tests.papers.arxiv.server import HEAD, entry, feed

ENTITIES = "".join(
    f'<!ENTITY {one} "{f"&{other};" * 10}">' for one, other in zip("abcdefghi", "bcdefghij", strict=True)
)
BOMB = (
    HEAD.replace("<feed", f'<!DOCTYPE feed [<!ENTITY j "boom">{ENTITIES}]><feed', 1)
    + entry(title="X").replace("X", "&a;")
    + "</feed>"
)


def test_an_entry_is_read_as_arxiv_writes_it():
    (found,) = entries_of(
        feed(
            entry(
                "2603.04567",
                "On $x < 1$\n  and   <b>",
                version=3,
                authors="Ada Lovelace (Univ. of London, Dept. (old)), Kurt Gödel",
                abstract="We show\nthat a < b & c.",
                categories=("cs.CL", "cs.LG", "68T07"),
            )
        )
    )
    assert (found.arxiv_id, found.version, found.new) == ("2603.04567", 3, True)
    assert found.title == "On $x < 1$ and <b>"
    assert found.authors == "Ada Lovelace\nKurt Gödel"
    assert found.abstract == "We show that a < b & c."
    assert found.categories == "cs.CL cs.LG"


@pytest.mark.parametrize(
    ("kind", "new"), [("new", True), ("cross", True), ("replace", False), ("replace-cross", False)]
)
def test_a_replacement_is_not_new(kind, new):
    (found,) = entries_of(feed(entry(kind=kind)))
    assert found.new is new


def test_the_search_apis_atom_is_read_too():
    body = """<feed xmlns="http://www.w3.org/2005/Atom"><entry>
    <id>http://arxiv.org/abs/cs/0112017v2</id><title>Old</title><summary>Text.</summary>
    <author><name>A. One</name></author><author><name>B. Two, Jr.</name></author>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/></entry></feed>"""
    (found,) = entries_of(body.encode())
    assert (found.arxiv_id, found.version, found.authors) == ("cs/0112017", 2, "A. One\nB. Two, Jr.")


def test_a_paper_that_stands_twice_is_one():
    assert len(entries_of(feed(entry(), entry(), entry("2603.00002")))) == 2


def test_an_empty_feed_is_a_feed():
    assert entries_of(feed()) == []


def test_entries_without_an_id_or_a_title_are_left_out():
    assert [one.arxiv_id for one in entries_of(feed(entry("x"), entry(title=" "), entry("2603.00002")))] == [
        "2603.00002"
    ]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "not an Atom feed"),
        (b"<html><body>Sorry", "not an Atom feed"),
        (b'{"error": 1}', "not an Atom feed"),
        (b"http://127.0.0.1:1/feed", "not an Atom feed"),
        (b"/etc/passwd", "not an Atom feed"),
        (b'<rss version="2.0"><channel></channel></rss>', "not an Atom feed"),
        (feed(entry(), entry("2603.00002"))[:-300], "damaged"),
        (feed(entry()).replace(b"</title>", b""), "damaged"),
        (feed(entry("x")), "not one of arXiv"),
        (BOMB.replace("UTF-8", "UTF-16").encode("utf-16"), "declares entities"),
        (BOMB.encode(), "declares entities"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + feed(entry()), "declares entities"),
        (b"<a>" * 1_000_000, "not an Atom feed"),
        (HEAD.encode() + b"<a>" * 1_000_000, "nested deeper"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_what_is_no_feed_is_refused_in_a_sentence(body, sentence):
    with pytest.raises(Unreadable, match=sentence):
        entries_of(body)


@settings(max_examples=50)
@given(st.data())
def test_a_feed_damaged_anywhere_is_read_or_refused(data):
    whole = feed(entry(), entry("2603.00002"))
    place = data.draw(st.integers(0, len(whole) - 1))
    body = whole[:place] + data.draw(st.binary(max_size=8)) + whole[place + data.draw(st.integers(0, 40)) :]
    try:
        assert all(one.arxiv_id and one.title for one in entries_of(body))
    except Unreadable as refused:
        assert str(refused)
