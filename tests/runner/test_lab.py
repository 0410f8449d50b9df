"""From a folder to a lab: what is read, what is refused, what travels to a cell."""

import pytest

from runner.lab import LabError, load_catalog, load_lab
from runner.probes import probe_source
from tests.runner.conftest import CHECKS, write_lab


def test_labs_are_found_by_themselves_in_the_order_of_topic_and_slug(tmp_path):
    for name in ("b/two", "a/three", "a/one"):
        write_lab(tmp_path / name)
    assert [(lab.topic, slug) for slug, lab in load_catalog(tmp_path).items()] == [
        ("a", "one"),
        ("a", "three"),
        ("b", "two"),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("colour = 3\n", "unknown key colour"),
        ('devices = ["tpu"]\n', "device 'tpu'"),
        ('level = "hard"\n', "level 'hard'"),
        ("[limits]\nminutes = 3\n", "unknown limit minutes"),
        ("title = \n", "Invalid value"),
    ],
)
def test_a_fact_that_is_wrong_is_named_with_its_file(tmp_path, line, words):
    with pytest.raises(LabError) as raised:
        write_lab(tmp_path / "topic" / "slug", toml=line)
    assert words in str(raised.value) and "lab.toml" in str(raised.value)


def test_a_missing_file_is_named(tmp_path):
    lab = write_lab(tmp_path / "topic" / "slug")
    (lab.path / "reference.py").unlink()
    with pytest.raises(LabError, match=r"reference\.py"):
        _ = load_lab(lab.path).reference


def test_a_slug_that_stands_twice_is_refused(tmp_path):
    write_lab(tmp_path / "a" / "slug")
    write_lab(tmp_path / "b" / "slug")
    with pytest.raises(LabError, match="share the slug slug"):
        load_catalog(tmp_path)


def test_a_broken_folder_leaves_the_other_labs_alone(tmp_path):
    write_lab(tmp_path / "a" / "whole")
    write_lab(tmp_path / "a" / "torn")
    (tmp_path / "a" / "torn" / "lab.toml").write_text("title = ")
    told = []
    assert list(load_catalog(tmp_path, broken=told.append)) == ["whole"]
    assert "torn" in str(told[0])


def test_the_digest_changes_with_any_file_of_the_folder(tmp_path):
    lab = write_lab(tmp_path / "topic" / "slug")
    before = lab.digest
    (lab.path / "statement.md").write_text("Scale it well.")
    assert load_lab(lab.path).digest != before


def test_titles_are_read_without_running_the_checks(tmp_path):
    lab = write_lab(tmp_path / "topic" / "slug", checks=CHECKS + "\nraise SystemExit\n")
    assert lab.check_titles == [
        ("scaled", "`scale(x, factor)` multiplies every element."),
        ("centred", "`centre(x)` takes the mean over axis 0 away."),
    ]


def test_only_probes_and_what_they_name_travel_to_the_cell():
    source = probe_source(
        """
import math
import numpy as np
from runner.checks import Check

SHAPE = (2, 3)
SECRET = "sesame"


def helper(x):
    return np.reshape(x, SHAPE)


def hidden_labels():
    return SECRET


class A(Check):
    def cases(self, rng):
        yield hidden_labels()

    def probe(code, x):
        return helper(code.f(x))

    def judge(self, case, got, expected):
        return hidden_labels()
"""
    )
    assert "def probe_A(code, x)" in source and "def helper(x)" in source and "SHAPE = (2, 3)" in source
    for kept_back in ("sesame", "hidden_labels", "cases", "judge", "runner", "math"):
        assert kept_back not in source
