import pytest

from gradus_client.lab_of import named_in, with_name
from tests.client.conftest import FOLDER, LAB

STARTER = (FOLDER / "starter.py").read_text(encoding="utf-8")


def test_every_lab_is_listed_in_the_order_of_learning(terminal, ask):
    slugs = [row["slug"] for row in ask("labs/?page_size=200")["results"]]
    assert [row["slug"] for row in terminal.json("labs")] == slugs
    lines = terminal("labs").stdout.splitlines()
    assert len(lines) == len(slugs)
    assert all(slug in line for slug, line in zip(slugs, lines, strict=True))


def test_labs_are_narrowed_by_topic_words_and_state(terminal):
    topics = {row["topic"] for row in terminal.json("labs", "--topic", "attention")}
    assert topics == {"attention"}
    assert LAB in [row["slug"] for row in terminal.json("labs", "--search", "activation slopes")]
    begun = {row["slug"] for row in terminal.json("labs", "--state", "not_begun")}
    assert begun.isdisjoint(row["slug"] for row in terminal.json("labs", "--state", "proven"))
    assert terminal("labs", "--search", "quercitron").stdout == "No lab fits.\n"


def test_a_list_goes_on_over_pages(terminal, ask):
    """The client asks for the largest page; whole is what all pages hold."""
    page, walked = ask("labs/?page_size=5"), []
    while page["results"]:
        walked += [row["slug"] for row in page["results"]]
        page = ask(page["next"].partition("/api/")[2]) if page["next"] else {"results": []}
    assert walked == [row["slug"] for row in terminal.json("labs")]


def test_the_starter_names_its_lab(terminal):
    begun = terminal("start", LAB)
    path = terminal.home / "activation_zoo.py"
    assert begun.returncode == 0 and "gradus submit activation_zoo.py" in begun.stdout
    assert path.read_text(encoding="utf-8") == f"# gradus lab: {LAB}\n{STARTER}"


def test_a_starter_is_written_where_one_wants_it(terminal):
    (terminal.home / "labs").mkdir()
    assert terminal.json("start", LAB, "--to", "labs") == {
        "lab": LAB,
        "file": "labs/activation_zoo.py",
        "written": True,
    }
    assert terminal.json("start", LAB, "--to", "mine.py")["file"] == "mine.py"
    assert terminal("start", LAB, "--to", "-").stdout == f"# gradus lab: {LAB}\n{STARTER}"
    missing = terminal("start", LAB, "--to", "nowhere/mine.py")
    assert (missing.returncode, missing.stderr) == (
        2,
        "nowhere/mine.py could not be written: No such file or directory.\n",
    )


@pytest.mark.parametrize("content", ["mine = 1\n", ""])
def test_a_file_that_differs_is_left_as_it_is(terminal, content):
    path = terminal.home / "activation_zoo.py"
    path.write_text(content)
    refused = terminal("start", LAB)
    assert refused.returncode == 6
    assert "was left as it is" in refused.stderr
    assert path.read_text() == content


def test_a_starter_that_is_there_is_no_hindrance(terminal):
    terminal("start", LAB)
    again = terminal("start", LAB)
    assert (again.returncode, again.stderr) == (0, "")
    assert "is there already" in again.stdout


@pytest.mark.parametrize("slug", ["activation-zooo", "a/b", "?x=1", "é"])
def test_a_lab_that_is_not_there_is_a_sentence(terminal, slug):
    refused = terminal("start", slug)
    assert (refused.returncode, refused.stderr.splitlines()[0].partition(".")[0]) == (
        2,
        f"There is no lab called {slug}",
    )
    assert not list(terminal.home.glob("*.py"))


@pytest.mark.parametrize(
    ("source", "slug"),
    [
        (with_name("x = 1\n", "a-lab"), "a-lab"),
        ('"""Text."""\n\n#Gradus lab:  a_lab  \nx = 1', "a_lab"),
        ("x = '# gradus lab: a-lab'\n", ""),
        ("# gradus lab: \nx = 1\n", ""),
        ("", ""),
    ],
)
def test_a_comment_of_its_own_line_names_the_lab(source, slug):
    assert named_in(source) == slug
