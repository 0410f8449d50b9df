"""What a cell may see, worked out from folders made for it and from this very Python."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from runner.sandbox.view import View, view_for


@pytest.fixture
def python(tmp_path):
    """A small installation: a library with two packages inside, one of which may be read."""
    for name in ("lib/os.py", "lib/json/decoder.py", "lib/site-packages/numpy/core.py", "lib/site-packages/other/x.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    lib = tmp_path / "lib"
    return View((lib, lib / "site-packages/numpy"), (lib,), (lib / "site-packages",))


def test_what_lies_beneath_a_hidden_folder_is_out_of_sight(python, tmp_path):
    assert python.covers(tmp_path / "lib/json/decoder.py")
    assert not python.covers(tmp_path / "lib/site-packages/other/x.py")
    assert python.covers(tmp_path / "lib/site-packages/numpy/core.py")
    assert not python.covers(tmp_path)


def test_trees_open_up_where_something_is_hidden(python, tmp_path):
    trees = {str(path.relative_to(tmp_path)) for path in python.trees()}
    assert trees == {"lib/os.py", "lib/json", "lib/site-packages/numpy"}


def test_a_tree_inside_another_is_named_once(tmp_path):
    view = View((tmp_path, tmp_path / "a", tmp_path / "a/b"), ())
    assert view.roots() == [tmp_path]


@pytest.mark.parametrize("flavour", ["numpy", "torch"])
def test_this_pythons_library_is_seen_and_its_other_packages_are_not(flavour):
    import django
    import numpy

    view = view_for(flavour)
    assert view.covers(Path(sys.modules["os"].__file__))
    assert view.covers(Path(numpy.__file__))
    assert not view.covers(Path(django.__file__))


def test_only_torch_labs_see_torch():
    import torch

    assert view_for("torch").covers(Path(torch.__file__))
    assert not view_for("numpy").covers(Path(torch.__file__))


def test_the_harness_is_seen_but_neither_labs_nor_the_record():
    view = view_for("torch")
    project = Path(__file__).parents[3]
    assert view.covers(project / "runner/sandbox/view.py")
    assert not view.covers(project / "labs/catalog")
    assert not view.covers(project / "roadmap/settings.py")
