"""A curve that was kept: drawn by the page, and a table for those who read."""

import json
import re

import pytest

from labs.actions.settle import settle
from labs.templatetags.curves import ROWS, rows_of
from runner.contract import Ending
from tests.labs.verdicts import passed, verdict_on

CURVE = [{"step": n, "loss": 1.0 / (n + 1), "accuracy": n / 10} for n in range(3)]


@pytest.fixture
def page(owners, owner, send):
    def shown(**detail):
        sent = send(owner)
        settle(verdict_on(sent, Ending.PASSED, passed("trained", detail=detail)))
        return owners.get(f"/labs/submissions/{sent.pk}/").content.decode()

    return shown


def test_a_long_curve_is_thinned_and_ends_with_its_last_point():
    rows = rows_of({"curve": [{"step": n, "loss": n / 7} for n in range(200)]})
    assert len(rows) <= ROWS
    assert rows[-1] == ["199", "28.43"]


def test_a_number_that_a_point_lacks_leaves_its_place_empty():
    assert rows_of({"curve": [{"step": 0, "loss": 1.0, "lr": 0.1}, {"loss": None}]}) == [
        ["0", "1", "0.1"],
        ["1", "", ""],
    ]


def test_the_numbers_of_the_reference_stand_beside():
    beside = [{"step": 1, "loss": 0.25}]
    assert rows_of({"curve": [{"step": 0, "loss": 1.0}, {"step": 1, "loss": 0.5}], "reference_curve": beside}) == [
        ["0", "1", ""],
        ["1", "0.5", "0.25"],
    ]


def test_the_page_has_the_curve_and_its_numbers_without_script(page):
    shown = page(curve=CURVE)
    drawn = re.search(r'data-points="([^"]*)"', shown)
    assert json.loads(drawn[1].replace("&quot;", '"')) == CURVE
    assert "data-reference" not in shown
    assert '<th scope="row" class="number">2</th><td class="number">0.3333</td><td class="number">0.2</td>' in shown


def test_the_page_has_the_reference_s_curve_where_there_is_one(page):
    shown = page(curve=CURVE, reference_curve=CURVE[:2])
    assert "data-reference=" in shown
    assert '<th scope="col" class="number">loss, reference</th>' in shown
