"""The built-in roadmaps are read from their files, again only when those have changed."""

from pathlib import Path

import pytest

from roadmap.path.curricula import FOLDER, load_curricula
from roadmap.path.markdown import RoadmapError
from roadmap.path.models import Concept, Roadmap, Topic


def curriculum(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.mark.django_db
def test_the_built_in_roadmaps_load_and_load_again_unchanged() -> None:
    first = load_curricula()
    assert [one.roadmap.slug for one in first] == ["deep-learning-step-by-step", "architectures-to-mastery"]
    assert [one.changed for one in first] == [True, True]
    assert [one.changed for one in load_curricula()] == [False, False]
    assert len(list(FOLDER.glob("*.md"))) == Roadmap.objects.built_in().count() == 2


@pytest.mark.django_db
def test_a_concept_of_both_built_in_roadmaps_is_one() -> None:
    load_curricula()
    keys = [set(Topic.objects.of(one).values_list("concept__key", flat=True)) for one in Roadmap.objects.all()]
    assert keys[0] & keys[1]
    assert Concept.objects.count() == len(keys[0] | keys[1])


@pytest.mark.django_db
def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "curricula"
    curriculum(folder, "a", "# A\n## P\n- [ ] one\n")
    curriculum(folder, "b", "# B\n## P\n- [ ] one\n")
    load_curricula(folder)
    curriculum(folder, "b", "# B\n## P\n- [ ] one\n- [ ] two\n")
    assert [(one.roadmap.slug, one.changed) for one in load_curricula(folder)] == [("a", False), ("b", True)]
    assert Topic.objects.of(Roadmap.objects.get(slug="b")).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "why"), [("# A\n", "no list item"), ("- a ^x\n- b ^x\n", "repeats")])
def test_a_file_that_does_not_read_well_is_named(tmp_path: Path, text: str, why: str) -> None:
    curriculum(tmp_path / "curricula", "wrong", text)
    with pytest.raises(RoadmapError, match=rf"wrong\.md: .*{why}"):
        load_curricula(tmp_path / "curricula")
