"""load_curricula, import_roadmap, export_roadmap, as people and scripts run them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from roadmap.path.models import Roadmap
from tests.roadmaps import make_roadmap, say


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text("# My plan\n## P\n- [x] One\n- [ ] Two ^two\n", encoding="utf-8")
    return path


@pytest.mark.django_db
def test_loading_twice_says_that_nothing_changed() -> None:
    first = json.loads(run("load_curricula", "--json"))["roadmaps"]
    assert all(one["changed"] and one["topics"] > 100 for one in first)
    assert run("load_curricula").count(", unchanged") == len(first) == 2


@pytest.mark.django_db
def test_an_import_without_a_name_is_the_owners(file: Path) -> None:
    assert run("import_roadmap", str(file)).splitlines() == [
        "my-plan: “My plan”, 2 topics, updated.",
        "New: one, two.",
        "From the boxes: 1 claimed, 0 skipped.",
    ]
    owner = Roadmap.objects.get(slug="my-plan").owner
    assert owner is not None and owner.username == "owner"


def test_an_import_for_somebody_is_theirs(file: Path, teammate: User) -> None:
    done = json.loads(run("import_roadmap", str(file), "--user", "teammate", "--json"))
    assert (done["roadmap"], done["topics"], done["claimed"], done["remarks"]) == ("my-plan", 2, 1, [])
    assert Roadmap.objects.get(slug="my-plan").owner == teammate


def test_a_second_import_says_what_went(file: Path, owner: User) -> None:
    run("import_roadmap", str(file))
    file.write_text("# My plan\n## P\n- [ ] Two ^two\n", encoding="utf-8")
    assert "No longer in it: one. What was ticked or proven there is kept." in run("import_roadmap", str(file))


def test_an_export_has_the_boxes_of_whom_it_is_for(owner: User, teammate: User) -> None:
    make_roadmap("# R\n## P\n- [ ] One\n", slug="r")
    say(teammate, "one", "claimed")
    assert "- [ ] One ^one" in run("export_roadmap", "r")
    assert "- [x] One ^one" in run("export_roadmap", "r", "--user", "teammate")
    assert json.loads(run("export_roadmap", "r", "--json"))["markdown"] == run("export_roadmap", "r")


def test_an_export_imports_as_it_is(owner: User, tmp_path: Path) -> None:
    run("load_curricula")
    text = run("export_roadmap", "architectures-to-mastery")
    (tmp_path / "back.md").write_text(text, encoding="utf-8")
    assert "unchanged" in run("import_roadmap", str(tmp_path / "back.md"))
    assert run("export_roadmap", "architectures-to-mastery") == text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["import_roadmap", "/no/such/file.md"], "No such file or directory. Nothing was changed."),
        (["export_roadmap", "nowhere"], "no roadmap called 'nowhere'. There are: none."),
        (["export_roadmap", "nowhere", "--user", "nobody"], "no learner named 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: list[str], why: str) -> None:
    with pytest.raises(CommandError, match=why.replace(".", r"\.")):
        run(*words)


def test_a_file_that_is_no_roadmap_is_named(tmp_path: Path, owner: User) -> None:
    (tmp_path / "words.md").write_text("# Words\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"words\.md: There is no list item"):
        run("import_roadmap", str(tmp_path / "words.md"))


def test_somebody_elses_roadmap_cannot_be_exported(owner: User, teammate: User) -> None:
    make_roadmap("# R\n- [ ] One\n", teammate, "theirs")
    with pytest.raises(CommandError, match="There are: none"):
        run("export_roadmap", "theirs")
