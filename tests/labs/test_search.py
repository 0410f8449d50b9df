"""Labs are found by their names and by the words of their statements, however one writes them."""

from pathlib import Path

import pytest

from labs.catalogue import catalogue
from labs.search import close_to, matching
from tests.small_labs import make_labs

STATEMENT = "An *exponential* overflows.\n\n$$\\frac{a}{b}$$\n\nBuild the back-prop of `torch.nn.Linear`, as Émile did."


@pytest.fixture(autouse=True)
def labs(settings, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "log-sum-exp", "softmax-cross-entropy", "attention")
    attention = tmp_path / "topic" / "attention"
    (attention / "statement.md").write_text(STATEMENT, encoding="utf-8")
    with (attention / "lab.toml").open("a") as facts:
        facts.write('concepts = ["self-attention", "queries_and_keys"]\n')


def found(query, **how):
    return [lab.slug for lab in matching(catalogue().values(), query, **how)]


@pytest.mark.parametrize("query", ["log-sum-exp", "LOG SUM EXP", "logsumexp", "log_sum-exp", "  sum  log ", "umex"])
def test_names_are_found_whatever_the_case_and_the_hyphens(query):
    assert found(query) == ["log-sum-exp"]


@pytest.mark.parametrize("query", ["cross-entropy", "cross entropy", "crossentropy", "Cross–Entropy", "softmax-cross"])
def test_words_with_a_hyphen_are_found_with_and_without_it(query):
    assert found(query) == ["softmax-cross-entropy"]


@pytest.mark.parametrize(
    "query", ["self-attention", "selfattention", "queries and keys", "áttentión", "ＡＴＴＥＮＴＩＯＮ"]
)
def test_concepts_are_found_and_accents_do_not_count(query):
    assert found(query) == ["attention"]


@pytest.mark.parametrize(
    "query", ["emile", "Émile", "overflow", "backprop", "back-prop", "nn.linear", "linear attention"]
)
def test_words_of_the_statement_are_found_by_how_they_begin(query):
    assert found(query) == ["attention"]


@pytest.mark.parametrize("query", ["verflow", "frac", "nothing", "attention softmax"])
def test_neither_the_middle_of_a_statements_word_nor_its_maths_is_found(query):
    assert found(query) == []


@pytest.mark.parametrize("query", ["", "   ", "-", "– _"])
def test_what_says_nothing_finds_all(query):
    assert len(found(query)) == 3


def test_the_statement_can_be_left_out():
    assert found("emile", statements=False) == []


def test_a_word_misspelt_is_nearly_one_of_a_title():
    assert close_to("atention") == "attention"
    assert close_to("cross entrpy") == "cross entropy"
    assert close_to("attention") == close_to("zzzzzz") == ""
