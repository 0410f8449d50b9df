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
        "my-plan: “My plan”, 2 topics, new.",
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


def test_a_dry_run_tells_and_changes_nothing(file: Path, owner: User) -> None:
    assert "New: one, two." in run("import_roadmap", str(file), "--dry-run")
    assert not Roadmap.objects.exists()


def test_an_edited_file_is_told_change_by_change(file: Path, owner: User) -> None:
    run("import_roadmap", str(file))
    file.write_text("# My plan\n## P\n- [ ] Zwei ^two\n- [ ] One [[lab:x]]\n", encoding="utf-8")
    told = run("import_roadmap", str(file)).splitlines()
    assert "Renamed: “Zwei”, before “Two”." in told
    assert "Links of “One”: [[lab:x]], before none." in told
    assert any(line.startswith("Moved: ") for line in told)


def test_a_suggestion_is_taken_with_same(file: Path, owner: User) -> None:
    file.write_text("# My plan\n- [x] Batch normalisation\n- [ ] Other\n", encoding="utf-8")
    run("import_roadmap", str(file))
    file.write_text("# My plan\n- [ ] Batch normalization\n- [ ] Other\n", encoding="utf-8")
    pair = "batch-normalization=batch-normalisation"
    assert f"(--same {pair})" in run("import_roadmap", str(file), "--dry-run")
    told = run("import_roadmap", str(file), "--same", pair)
    assert "No longer in it" not in told
    assert "Renamed: “Batch normalization”" in told


def test_a_folder_gives_every_roadmap_in_it(tmp_path: Path, owner: User) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "A.md").write_text("- [ ] One\n")
    (tmp_path / "in" / "B.md").write_text("- [ ] Two\n")
    (tmp_path / "words.md").write_text("# Words\n")
    told = json.loads(run("import_roadmap", str(tmp_path), "--json"))
    assert [one["roadmap"] for one in told["roadmaps"]] == ["a", "b"]
    assert told["remarks"][0].startswith("words.md was left out: There is no list item")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "made"), [("y\n", True), ("n\n", False), ("", False)])
def test_in_a_terminal_it_asks_first(
    file: Path, owner: User, monkeypatch: pytest.MonkeyPatch, answer: str, made: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    told = run("import_roadmap", str(file))
    assert told.index("New: one, two.") < told.index("Change it so? [y/N]")
    assert Roadmap.objects.exists() == made
    assert ("Done." if made else "Nothing was changed.") in told
