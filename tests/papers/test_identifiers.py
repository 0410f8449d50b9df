"""arXiv ids and DOIs are read however they were pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.papers.identifiers import Identifier, UnreadIdentifier, identify, normalised, year_of

ATTENTION = Identifier(arxiv_id="1706.03762")


@pytest.mark.parametrize(
    "typed",
    [
        "1706.03762",
        " 1706.03762v5 ",
        "arXiv:1706.03762",
        "ARXIV: 1706.03762v1",
        "https://arxiv.org/abs/1706.03762",
        "http://www.arxiv.org/pdf/1706.03762v7.pdf",
        "arxiv.org/html/1706.03762v7#S3",
        "https://arxiv.org/abs/1706.03762?context=cs",
        "1706.03762.",
        "arXiv:1706.03762v7 [cs.CL] 2 Aug 2023",
        "https://export.arxiv.org/abs/1706.03762",
        "https://ar5iv.labs.arxiv.org/html/1706.03762",
        "https://ar5iv.org/abs/1706.03762",
        "https://www.alphaxiv.org/abs/1706.03762",
        "https://huggingface.co/papers/1706.03762",
    ],
)
def test_an_arxiv_id_is_read_however_it_was_pasted(typed):
    assert identify(typed) == ATTENTION


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("cs/0112017", "cs/0112017"), ("math.GT/0309136v2", "math/0309136"), ("0704.0001", "0704.0001")],
)
def test_ids_from_before_2015_are_read(typed, wanted):
    assert identify(typed).arxiv_id == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "10.1038/nature14539",
        "doi:10.1038/Nature14539",
        "https://doi.org/10.1038/nature14539",
        "http://dx.doi.org/10.1038%2Fnature14539",
        "https://dl.acm.org/doi/10.1038/nature14539",
        "https://publisher.example/doi/epdf/10.1038/NATURE14539?download=true#page=2",
        "https://publisher.example/articles/10.1038/nature14539/full",
        "https://publisher.example/content/pdf/10.1038%2Fnature14539.pdf",
    ],
)
def test_a_doi_is_read_in_lower_case(typed):
    assert identify(typed) == Identifier(doi="10.1038/nature14539")


def test_the_doi_that_arxiv_gives_also_names_the_arxiv_id():
    assert identify("10.48550/arXiv.1706.03762") == Identifier("1706.03762", "10.48550/arxiv.1706.03762")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "attention",
        "1713.03762",
        "1700.03762",
        "1706.0376",
        "1406.12345",
        "10.1/x",
        "10.1038/",
        "javascript:1",
        "https://[1706.03762",
        "https://other.example/abs/1706.03762",
    ],
)
def test_anything_else_is_refused_with_examples_of_both(typed):
    with pytest.raises(UnreadIdentifier, match=r"neither an arXiv id \(such as .*\) nor a DOI"):
        identify(typed)


def test_the_year_of_an_arxiv_id_is_known():
    assert [year_of(name) for name in ("1706.03762", "cs/0112017", "hep-th/9901001", "")] == [2017, 2001, 1999, None]


@given(st.integers(15, 29), st.integers(1, 12), st.integers(0, 99999), st.integers(1, 20))
def test_version_and_spelling_never_change_what_an_id_names(year, month, number, version):
    bare = f"{year}{month:02}.{number:05}"
    spellings = [bare, f"arXiv:{bare}v{version}", f"https://arxiv.org/pdf/{bare}v{version}.pdf"]
    assert {normalised(spelling) for spelling in spellings} == {bare}


@given(st.text(max_size=60))
def test_any_text_is_either_read_into_one_spelling_or_left_alone(text):
    once = normalised(text)
    assert normalised(once) == once
