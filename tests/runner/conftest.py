"""One warm pool for all tests of the judge, and a lab made of a few lines of text."""

from __future__ import annotations

import textwrap
from contextlib import closing

import pytest

from runner.contract import Job
from runner.grade import grade
from runner.lab import load_lab
from runner.sandbox.pool import Pool

REFERENCE = """
def scale(x, factor):
    return x * factor


def centre(x):
    return x - x.mean(axis=0)
"""

CHECKS = '''
import numpy as np

from runner.checks import Check, Kind, case


class Scaled(Check):
    """`scale(x, factor)` multiplies every element."""

    def cases(self, rng):
        yield case(x=rng.normal(size=(2,)), factor=3.0)
        yield case(x=rng.normal(size=(4, 3)), factor=-0.5)

    def probe(code, x, factor):
        return code.scale(x, factor)


class Centred(Check):
    """`centre(x)` takes the mean over axis 0 away."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        yield case(x=rng.normal(size=(3, 2)) + 5)
        yield case(x=rng.normal(size=(7, 4)) * 100)

    def probe(code, x):
        return code.centre(x)
'''

MISCONCEPTIONS = {
    "adds": ("Adds", "    return x + factor\n", "    return x - x.mean(axis=0)\n"),
    "centres-all": ("Centres over everything", "    return x * factor\n", "    return x - x.mean()\n"),
}


@pytest.fixture(scope="session")
def pool():
    with closing(Pool(spares=2)) as made:
        made.warm("numpy")
        yield made


def write_lab(folder, *, checks=CHECKS, reference=REFERENCE, misconceptions=None, toml=""):
    folder.mkdir(parents=True)
    (folder / "misconceptions").mkdir()
    facts = 'title = "Scale"\nframework = "numpy"\ndefines = ["scale", "centre"]\n'
    (folder / "lab.toml").write_text(facts + toml)
    (folder / "checks.py").write_text(textwrap.dedent(checks))
    (folder / "reference.py").write_text(reference)
    (folder / "starter.py").write_text(reference)
    (folder / "statement.md").write_text("Scale it.")
    for name, (title, scale, centre) in (MISCONCEPTIONS if misconceptions is None else misconceptions).items():
        text = f'"""{title}\n\nWhy that is not it."""\n\ndef scale(x, factor):\n{scale}\n\ndef centre(x):\n{centre}'
        (folder / "misconceptions" / f"{name}.py").write_text(text)
    return load_lab(folder)


@pytest.fixture
def make_lab(tmp_path):
    def make(slug="scale", **parts):
        return write_lab(tmp_path / "topic" / slug, **parts)

    return make


@pytest.fixture
def judge(pool, make_lab):
    """Judge a source against the small lab, or against the lab given."""
    made = make_lab()

    def run(source, lab=None, **options):
        lab = lab or made
        return grade(Job(1, "token", lab.slug, textwrap.dedent(source)), lab, pool, **options)

    return run
