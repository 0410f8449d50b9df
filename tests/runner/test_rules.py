"""What is said of a submission before it runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.rules import forbidden_uses, syntax_problem


def test_a_syntax_error_is_shown_with_line_and_caret():
    problem = syntax_problem("def f(x):\n    return x +* 2\n")
    line, source, caret = problem.splitlines()
    assert line.startswith("Line 2:")
    assert source == "    return x +* 2"
    assert caret.index("^") == source.index("*")


def test_a_file_that_parses_has_no_problem():
    assert syntax_problem("def f(x):\n    return x\n") == ""


@pytest.mark.parametrize("source", ["x = 1\0", "(" * 5000 + ")" * 5000])
def test_what_python_cannot_read_at_all_is_a_sentence(source):
    assert syntax_problem(source)


@pytest.mark.parametrize(
    "source",
    [
        "import torch.optim",
        "import torch.optim as o",
        "from torch import optim",
        "from torch.optim import Adam as A",
        "import torch\ntorch.optim.Adam([])",
        "import torch as t\nx = t.optim.SGD",
        "from torch import optim as o\no.Adam",
    ],
)
def test_a_forbidden_name_is_found_under_every_alias(source):
    (first, *_) = forbidden_uses(source, ["torch.optim"])
    assert "this lab asks you to build it yourself" in first


@pytest.mark.parametrize(
    "source",
    ["import torch\ntorch.nn.Linear(1, 1)", "optim = 3\nprint(optim)", "class torch:\n    optim = 1\n\ntorch.optim"],
)
def test_what_only_looks_alike_is_left_alone(source):
    assert forbidden_uses(source, ["torch.optim"]) == []


def test_letters_that_python_reads_as_plain_ones_are_read_as_plain_ones():
    (first, *_) = forbidden_uses("import t\uff4frch.\uff4fptim", ["torch.optim"])
    assert "torch.optim" in first


PLACES = st.sampled_from(["torch", "torch.nn", "torch.optim", "numpy", "optim", "nn", "t"])
LINES = st.one_of(
    st.builds("import {}".format, PLACES),
    st.builds("import {} as {}".format, PLACES, st.sampled_from(["t", "nn", "optim"])),
    st.builds("from {} import {}".format, PLACES, st.sampled_from(["nn", "optim", "Adam as A", "optim as t"])),
    st.builds("x = {}.{}".format, PLACES, st.sampled_from(["optim", "Adam", "optim.Adam(1)", "nn.Linear"])),
)


@given(st.lists(LINES, max_size=6).map("\n".join), st.lists(PLACES, max_size=3))
def test_a_look_at_the_letters_alone_spares_no_forbidden_use(source, forbidden):
    thorough = forbidden_uses(source + "\n# ä: with such a letter in it every name is looked for", forbidden)
    assert forbidden_uses(source, forbidden) == thorough
