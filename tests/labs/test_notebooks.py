"""Code out of notebooks: marked cells, or those that define what a lab asks for and what those need."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from labs.catalogue import catalogue
from labs.models import Draft, SetAside, Submission
from labs.notebooks import LARGEST_BYTES, UnreadError, take

HTMX = {"HX-Request": "true"}
ADDRESS = "/labs/softplus/notebook/"


def cell(source, *tags, kind="code"):
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source, "outputs": []}


def notebook(*cells, **more):
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": list(cells), **more}).encode()


def text_of(response):
    return response.content.decode()


@pytest.fixture
def lab(installed_labs):
    """Asks for `f` and `f_grad`."""
    return catalogue()["softplus"]


def numbers(taken):
    return [line.number for line in taken.lines if line.taken]


@pytest.mark.parametrize("tag", ["gradus", "gradus:softplus", "export", "Gradus"])
def test_tagged_cells_are_taken_and_no_others(lab, tag):
    taken = take(notebook(cell("f = 1"), cell("f = 2", tag), cell("f_grad = 3", tag), cell("plot()")), lab)
    assert taken.source == "f = 2\n\n\nf_grad = 3\n"
    assert [(line.number, line.taken, line.why) for line in taken.lines] == [
        (1, False, "not marked"),
        (2, True, "marked"),
        (3, True, "marked"),
        (4, False, "not marked"),
    ]


@pytest.mark.parametrize("line", ["# gradus", "# gradus: softplus", "#gradus:softplus", "#| export", "#export"])
def test_a_cell_is_marked_by_its_first_line_too(lab, line):
    assert numbers(take(notebook(cell("f = 1"), cell(f"\n{line}\nf = 2")), lab)) == [2]


def test_a_cell_marked_for_another_lab_is_left(lab):
    taken = take(notebook(cell("f = 1", "gradus:flash"), cell("f = 2", "gradus:softplus")), lab)
    assert numbers(taken) == [2]
    assert taken.lines[0].why == "marked for flash"


def test_without_marks_the_last_definition_and_what_it_needs_are_taken(lab):
    cells = [
        cell("# Notes", kind="markdown"),
        cell("import numpy as np"),
        cell("def f(x):\n    return 0"),
        cell("def helper(x):\n    return np.exp(x)"),
        cell("def f(x):\n    return helper(x)"),
        cell("f(3)"),
        cell("def f_grad(x):\n    return f(x)"),
    ]
    taken = take(notebook(*cells), lab)
    assert numbers(taken) == [2, 4, 5, 7]
    assert [line.why for line in taken.lines] == [
        "`np` is needed",
        "not needed",
        "`helper` is needed",
        "defines `f`",
        "not needed",
        "defines `f_grad`",
    ]
    assert taken.missing == []


def test_parameters_and_local_names_take_no_other_cell_along(lab):
    uses = "def f(x):\n    y = [z for z in x]\n    return (lambda w: w)(y)"
    taken = take(notebook(cell("x = 1"), cell("y = z = w = 2"), cell(uses)), lab)
    assert numbers(taken) == [3]
    assert taken.left_behind == []


def test_what_is_made_anew_out_of_itself_takes_what_it_was_along(lab):
    taken = take(notebook(cell("def f(x):\n    return x"), cell("import numpy as np\nf = np.vectorize(f)")), lab)
    assert numbers(taken) == [1, 2]


def test_a_name_that_no_cell_defines_is_told(lab):
    assert take(notebook(cell("def f(x):\n    return x")), lab).missing == ["f_grad"]


def test_what_marked_cells_use_and_no_marked_cell_defines_is_told(lab):
    taken = take(notebook(cell("import numpy as np"), cell("def f(x):\n    return np.exp(x)", "gradus")), lab)
    assert numbers(taken) == [2]
    assert taken.left_behind == [("np", 1)]


def test_magics_are_left_out_and_the_rest_of_the_cell_is_taken(lab):
    cells = [
        cell("%%time\n%matplotlib inline\n!ls\nhere = !pwd\nf = 5 % 3\nif f:\n    %time 1\nf_grad?\n"),
        cell("%%bash\nf=1"),
    ]
    taken = take(notebook(*cells), lab)
    assert taken.source == "f = 5 % 3\nif f:\n    pass\n"
    assert taken.lines[0].why == "defines `f`; 6 lines of magics left out"
    assert taken.lines[1].why == "not Python: %%bash"


def test_a_line_in_a_string_is_no_magic(lab):
    source = 'f = """\n%time is a magic\n!ls\n"""\n'
    assert take(notebook(cell(source)), lab).source == source


def test_a_cell_that_does_not_parse_is_taken_where_it_is_marked_alone(lab):
    taken = take(notebook(cell("f = = 1"), cell("f = 2")), lab)
    assert (numbers(taken), taken.lines[0].why) == ([2], "does not parse as Python")
    assert take(notebook(cell("f = = 1", "gradus")), lab).lines[0].why == "marked, though it does not parse"


def test_a_cell_that_only_looks_like_python_is_taken_as_it_is(lab):
    assert numbers(take(notebook(cell("def f(a, a):\n    return g(a)"), cell("g = 1")), lab)) == [1]


def test_a_notebook_of_format_three_is_read(lab):
    cells = [{"cell_type": "code", "input": ["f = 1\n", "g = 2"], "language": "python"}]
    old = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}, {"cells": []}]}).encode()
    assert take(old, lab).source == "f = 1\ng = 2\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is not JSON"),
        (b"{", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "something else than UTF-8 text"),
        (b"[]", "it has no cells"),
        (b'{"a": 1}', "it has no cells"),
        (b'{"cells": 3}', "it has no cells"),
        (b" " * (LARGEST_BYTES + 1), "up to 8 MB are read"),
        (notebook(metadata={"kernelspec": {"language": "julia"}}), "written in julia"),
        (notebook(), "none defines `f` or `f_grad`"),
        (notebook(cell("g = 1"), cell("f = 1", kind="markdown")), "none defines `f` or `f_grad`"),
        (notebook(*[cell("")] * 2001), "This notebook has 2001 cells"),
        (notebook(cell("#" * (1024 * 1024 + 1))), "more than 1024 KB of code"),
    ],
)
def test_a_file_that_code_cannot_be_taken_from_gets_a_sentence(lab, content, sentence):
    with pytest.raises(UnreadError, match=sentence):
        take(content, lab)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["cells", "worksheets", "source", "input", "metadata", "tags", "cell_type"]), inner
        )
    ),
    max_leaves=12,
)


@given(anything, st.lists(anything, max_size=3))
def test_no_json_breaks_it(whole, cells):
    lab = catalogue()["activation-zoo"] if "activation-zoo" in catalogue() else next(iter(catalogue().values()))
    for content in (
        whole,
        {"cells": cells},
        {"worksheets": [{"cells": cells}]},
        {"cells": [{"cell_type": "code", "source": whole}]},
    ):
        try:
            take(json.dumps(content).encode(), lab)
        except UnreadError as problem:
            assert str(problem)


# On the page


def file(content, name="mine.ipynb"):
    return SimpleUploadedFile(name, content)


def test_what_was_taken_is_told_and_nothing_is_sent(owners):
    page = text_of(owners.post(ADDRESS, {"notebook": file(notebook(cell("f = 1"), cell("plot()")))}, headers=HTMX))
    assert "1 of 2 code cells of <strong>mine.ipynb</strong> stands in the editor now." in page
    assert "Still missing: <code>f_grad</code>" in page
    assert '<textarea class="brought-source" hidden readonly aria-label="Code of the file">\nf = 1\n</textarea>' in page
    assert not Submission.objects.exists()


def test_what_stood_in_the_editor_is_kept_beside(owners):
    dropped = {"notebook": file(notebook(cell("f = 1"))), "source": "mine = 1\n", "base": "0", "page": "0a"}
    owners.post(ADDRESS, dropped, headers=HTMX)
    owners.post("/labs/softplus/draft/", {"source": "f = 1\n", "base": "0", "page": "0a"}, headers=HTMX)
    assert (Draft.objects.get().source, SetAside.objects.get().source) == ("f = 1\n", "mine = 1\n")


def test_without_script_the_page_comes_back_with_the_code_in_the_editor(owners):
    page = text_of(owners.post(ADDRESS, {"notebook": file(notebook(cell("f = 41")))}))
    assert "<html" in page and "\nf = 41\n</textarea>" in page


def test_a_python_file_is_taken_whole(owners):
    page = text_of(owners.post(ADDRESS, {"notebook": file(b"f = 7\r\n", "mine.py")}, headers=HTMX))
    assert "<strong>mine.py</strong> stands in the editor now." in page and "\nf = 7\n</textarea>" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "There is no file."),
        ({"notebook": "text"}, "There is no file."),
        ({"notebook": file(b"x", "photo.png")}, "photo.png is neither a notebook"),
        ({"notebook": file(b"\xff", "mine.py")}, "Line 1 is not UTF-8 text."),
        ({"notebook": file(b"{")}, "not JSON"),
        ({"notebook": file(notebook(cell("f = '" + "x" * 300_000 + "'")))}, "The cells taken are too long."),
    ],
)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_what_cannot_be_taken_leaves_the_editor_as_it_is(owners, owner, sent, sentence, headers):
    Draft.objects.keep(owner, "softplus", "mine = 1\n")
    for part in sent.values():
        if not isinstance(part, str):
            part.seek(0)
    answer = owners.post(ADDRESS, sent, headers=headers)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Draft.objects.get().source == "mine = 1\n"
