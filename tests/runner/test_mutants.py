"""Mutants: one slip each, all different, and the ones that matter are rejected."""

import ast

from runner.audit import audit, seed_number
from runner.mutants import mutants, try_mutants
from tests.runner.conftest import CHECKS, REFERENCE

SOURCE = '''
"""Docstrings stay: 1 + 1."""
import numpy as np


def f(x, y: int | float, flag: bool = True) -> list | None:
    z = np.mean(x - y, axis=0, keepdims=True).T
    if flag and not z.any():
        z += 2.0
    for i in range(3):
        z = np.dot(z, x)
    return z
'''


def names(source):
    return {f"{m.before} -> {m.after}" for m in mutants(source)}


def test_each_mutant_is_another_program_that_parses():
    made = mutants(SOURCE)
    assert len({m.source for m in made}) == len(made) > 12
    for mutant in made:
        assert ast.dump(ast.parse(mutant.source)) != ast.dump(ast.parse(SOURCE))


def test_the_slips_people_make_are_among_them():
    found = names(SOURCE)
    assert "x - y -> x + y" in found
    assert "z += 2.0 -> (dropped)" in found
    assert "np.dot(z, x) -> np.dot(x, z)" in found
    assert "range(3) -> range(3 - 1)" in found
    assert "flag and (not z.any()) -> flag or not z.any()" in found
    assert any(after.endswith("axis=1, keepdims=True)") for after in found)
    assert "np.mean(x - y, axis=0, keepdims=True) -> np.mean(x - y, axis=0)" in found
    assert "np.mean -> np.sum" in found


def test_docstrings_and_annotations_are_left_alone():
    assert all(
        '"""Docstrings stay: 1 + 1."""' in m.source
        and "y: int | float, flag: bool" in m.source
        and "list | None:" in m.source
        for m in mutants(SOURCE)
    )


def test_sharp_checks_reject_every_mutant_that_is_wrong(pool, make_lab):
    report = try_mutants(make_lab(), pool, seed=seed_number(0))
    assert report.tried == 4
    assert report.share == 1.0, [m.name for m in report.survivors]


def test_dull_checks_let_mutants_live_and_they_are_listed(pool, make_lab):
    dull = CHECKS.replace("return code.centre(x)", "return code.centre(x).shape")
    report = try_mutants(make_lab("dull", checks=dull), pool, seed=seed_number(0))
    assert "return x - x.mean(axis=0) :: x - x.mean(axis=0) -> x + x.mean(axis=0)" in {m.name for m in report.survivors}
    assert report.share < 1.0


def test_a_mutant_that_the_lab_explains_is_excused(pool, make_lab):
    dull = CHECKS.replace("return code.centre(x)", "return code.centre(x).shape")
    toml = '[equivalent]\n"return x - x.mean(axis=0) :: x - x.mean(axis=0) -> x + x.mean(axis=0)" = "only the shape is asked"\n'
    report = try_mutants(make_lab("dull", checks=dull, toml=toml), pool, seed=seed_number(0))
    assert [m.name for m in report.excused] == ["return x - x.mean(axis=0) :: x - x.mean(axis=0) -> x + x.mean(axis=0)"]


def findings(report, kind):
    return {f.name: f for f in report.findings if f.kind == kind}


def test_an_audit_finds_the_case_that_a_copy_would_pass(pool, make_lab):
    weak = CHECKS.replace("rng.normal(size=(3, 2)) + 5", "np.array([[1.0, -2.0], [-1.0, 2.0]])")
    report = audit(make_lab("weak", checks=weak), pool, seeds=1)
    assert "a copy of x would pass." in findings(report, "trivial")["centred case 1"].message


def test_an_audit_wants_misconceptions_that_fail_and_are_told_apart(pool, make_lab):
    twins = {
        "right": ("Right", "    return x * factor\n", "    return x - x.mean(axis=0)\n"),
        "one": ("One", "    return x + factor\n", "    return x - x.mean(axis=0)\n"),
        "two": ("Two", "    return factor + x\n", "    return x - x.mean(axis=0)\n"),
    }
    told = findings(audit(make_lab("twins", misconceptions=twins), pool, seeds=1), "misconception")
    assert told["right"].message.startswith("It ended as passed.")
    assert told["one"].message == "Diagnosed as nothing."


def test_an_audit_wants_a_starter_that_fails(pool, make_lab):
    lab = make_lab()
    assert not findings(audit(lab, pool, seeds=1), "starter")["starter.py"].ok
    assert lab.starter == REFERENCE
