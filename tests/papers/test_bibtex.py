"""BibTeX comes in as people have it, and what goes out can be read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.papers.bibtex import LONGEST_READ, read, written
from roadmap.papers.models import Paper

ATTENTION = r"""
@inproceedings{vaswani2017attention,
  title = {Attention is {All} you need, \& $\alpha < 1$},
  author = {Vaswani, Ashish and {\L}ukasz Kaiser and G{\"o}del, Kurt and {Barnes and Noble} and others},
  booktitle = {Advances in Neural Information Processing Systems},
  year = 2017, month = jun,
  archivePrefix = {arXiv}, eprint = {1706.03762v5}, doi = {10.5555/3295222},
  abstract = {The dominant models
     are complex.},
}
"""


def test_an_entry_says_what_a_paper_is():
    (entry,) = read(ATTENTION).entries
    assert entry.title == r"Attention is All you need, & $\alpha < 1$"
    assert entry.authors.split("\n") == [
        "Vaswani, Ashish",
        "Łukasz Kaiser",
        "Gödel, Kurt",
        "Barnes and Noble",
        "others",
    ]
    assert (entry.venue, entry.year) == ("Advances in Neural Information Processing Systems", 2017)
    assert entry.identifier == ("1706.03762", "10.5555/3295222")
    assert entry.abstract == "The dominant models are complex."


@pytest.mark.parametrize(
    "fields",
    [
        "eprint={1412.6980}, archiveprefix={arXiv}",
        "journal={arXiv preprint arXiv:1412.6980}",
        "url={https://arxiv.org/abs/1412.6980v9}",
        "note={Accepted. arXiv:1412.6980}",
        "doi={10.48550/arXiv.1412.6980}",
    ],
)
def test_an_arxiv_id_is_found_wherever_an_entry_gives_it(fields):
    assert read(f"@article{{adam, title={{Adam}}, {fields}}}").entries[0].identifier.arxiv_id == "1412.6980"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@article{a, title={unclosed, year=2017}", "begins in line 1 is damaged"),
        ("\n\n@article{a, title={A}, title={B}}", "begins in line 3 gives title twice"),
        ("@article{a, title={A}}\n@article{a, title={B}}", "has the same key as an earlier one, a"),
        ("Vaswani et al., 2017", "There is no BibTeX entry in it"),
        ("@", "There is no BibTeX entry in it"),
        ("@article{x,title=" + "{" * 50000 + "}" * 50000 + "}", "is damaged"),
        ("@a{" * 3000, "longer than"),
        ("x" * (LONGEST_READ + 1), "longer than"),
    ],
)
def test_damage_is_told_in_a_sentence_and_its_text_is_kept(text, sentence):
    reading = read(text)
    assert sentence in reading.problems[0]
    assert reading.unread.strip() in text
    assert reading.unread


def test_what_stands_around_the_damage_is_read():
    reading = read("@misc{a, title={A}}\n@misc{b, title={B\n@misc{c, title={C}}")
    assert [entry.title for entry in reading.entries] == ["A", "C"]
    assert reading.unread == "@misc{b, title={B"


@given(st.text(alphabet=st.sampled_from(list('@{}=,"\\#% \nab1é$')) | st.characters(), max_size=200))
def test_any_text_is_answered(text):
    reading = read(text)
    assert reading.entries or reading.problems


names = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßéèçñøåABCDEFGŁ-", min_size=1, max_size=12).filter(
    lambda n: n.strip("-") == n
)
words = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöéABC0123456789&%#_.:()道", min_size=1, max_size=9),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(
    words,
    st.lists(st.tuples(names, names).map(", ".join), max_size=4),
    words | st.just(""),
    st.none() | st.integers(1600, 2099),
    st.sampled_from(["", "1706.03762", "cs/0112017"]),
)
def test_what_is_written_is_read_as_the_same_paper(title, authors, venue, year, arxiv_id):
    paper = Paper(title=title, authors="\n".join(authors), venue=venue, year=year, arxiv_id=arxiv_id)
    (entry,) = read(written([paper])).entries
    assert (entry.title, entry.authors, entry.venue) == (title, paper.authors, venue)
    assert entry.identifier.arxiv_id == arxiv_id
    assert entry.year == year or (year is None and bool(arxiv_id) == bool(entry.year))


def test_an_entry_that_came_in_goes_out_as_it_was():
    assert written([Paper(title="Renamed", bibtex=ATTENTION)]).strip() == ATTENTION.strip()


def test_one_whose_bibtex_is_damaged_goes_out_as_one_that_can_be_read():
    paper = Paper(title="Attention {is", bibtex="@article{broken", authors="Vaswani, Ashish", year=2017)
    (entry,) = read(written([paper])).entries
    assert (entry.key, entry.title) == ("vaswani2017attention", "Attention (is")


def test_keys_of_one_library_differ():
    twice = Paper(title="Attention", bibtex="@misc{key, title={Attention}}")
    reading = read(written([twice, twice, Paper(title="Adam"), Paper(title="Adam")]))
    assert [entry.key for entry in reading.entries] == ["key", "key-2", "adam", "adam-2"]
