"""The lab's page where hours go: slices, curves, files, drafts in tunnels and in two tabs; in a real browser."""

import json
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stack import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CATALOG = ROOT / "labs" / "catalog"
ATTENTION = CATALOG / "attention/multi-head-attention"
TRAINED = CATALOG / "training/clip-and-accumulate/reference.py"
# Trains for a while, then waits until it is stopped.
LINGERS = """


def lingering(step, seen=[]):
    def slow(model, optimiser, *rest):
        import time

        if getattr(optimiser, "param_groups", [{}])[0].get("momentum") == 0.5:
            seen.append(1)
            if len(seen) > 20:
                time.sleep(600)
        return step(model, optimiser, *rest)

    return slow


train_step = lingering(train_step)
"""
WAIT_MS = 60_000
ACE = "document.querySelector('.ace-host').env.editor"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(autouse=True)
def installed_labs():
    """The stack under test has the real catalogue, whatever the other tests here install."""


def open_lab(page: Page, slug: str) -> None:
    page.goto(f"/labs/{slug}/?from=starter")
    expect(page.locator(".ace-host")).to_be_visible(timeout=WAIT_MS)


def write(page: Page, source: str) -> None:
    page.evaluate(f"source => {ACE}.setValue(source, 1)", source)


def written(page: Page) -> str:
    return page.evaluate(f"{ACE}.getValue()")


def send(page: Page, slug: str, source: str) -> None:
    """Send from the keyboard; returns when the new attempt stands where an earlier one may have stood."""
    open_lab(page, slug)
    before = page.locator("#attempt-title").inner_text()
    write(page, source)
    page.locator(".ace_text-input").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#attempt-title")).not_to_have_text(before, timeout=WAIT_MS)


def standing(page: Page, name: str) -> None:
    expect(page.locator("#attempt")).to_have_attribute("data-standing", name, timeout=WAIT_MS)


def kept(page: Page) -> None:
    expect(page.locator("#draft")).to_contain_text("Draft kept", timeout=WAIT_MS)


# Slices


@pytest.fixture
def not_scaled(page: Page) -> Page:
    """A page on which attention without its scale has failed."""
    send(page, "multi-head-attention", (ATTENTION / "misconceptions/not-scaled.py").read_text(encoding="utf-8"))
    standing(page, "failed")
    return page


def test_slices_and_values_are_walked_with_the_keys_and_the_case_runs_at_home(not_scaled: Page, tmp_path):
    error = not_scaled.locator("details.check[open] section.error")
    axis = error.get_by_label("Axis 0")
    before = axis.input_value()
    axis.focus()
    not_scaled.keyboard.press("ArrowUp" if before != "0" else "ArrowDown")
    expect(axis).not_to_have_value(before)
    expect(axis).to_be_focused()
    other = axis.input_value()
    # The choice shows at once and its slice when it has come; without a place in the order of keys they go elsewhere.
    expect(error.locator(".heat-map")).to_have_attribute("data-readings", re.compile(rf"^\[{other}, "))
    expect(error.locator(".heat-map")).to_have_attribute("tabindex", "0")
    error.locator(".heat-map").focus()
    not_scaled.keyboard.press("ArrowRight")
    not_scaled.keyboard.press("ArrowDown")
    expect(error.locator(".heat-reading")).to_have_text(re.compile(rf"^\[{other}, 1, 1\]: expected \S+, got \S+"))
    error.get_by_text("The values as a table").click()
    expect(error.get_by_role("rowheader", name=f"[{other}, 0, 0]", exact=True)).to_be_visible()
    found = Axe().run(not_scaled, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    with not_scaled.expect_download() as download:
        not_scaled.locator("details.check[open]").get_by_role("link", name="This case as a script").click()
    download.value.save_as(tmp_path / "replay.py")
    run = [sys.executable, "-I", "replay.py"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert "output: largest difference " in done.stdout, done.stderr


def test_a_fold_that_is_opened_brings_its_map(not_scaled: Page):
    shut = not_scaled.locator("details.check:not([open])").first
    shut.locator("> summary").click()
    expect(not_scaled.locator("details.check[open] section.error")).to_have_count(2, timeout=WAIT_MS)


# Curves


def test_a_curve_is_drawn_while_it_trains_and_again_after_a_reload(page: Page):
    send(page, "clip-and-accumulate", TRAINED.read_text(encoding="utf-8") + LINGERS)
    drawing = page.locator("#curves figure.curve path")
    expect(drawing).to_be_visible(timeout=WAIT_MS)
    expect(page.locator("#standing")).to_contain_text("Running on")
    page.reload()
    expect(drawing).to_be_visible(timeout=WAIT_MS)
    page.get_by_text("The curve's numbers as a table").click()
    expect(
        page.get_by_role("region", name="Numbers of the curve").get_by_role("rowheader", name="19", exact=True)
    ).to_be_visible()
    page.keyboard.press("Control+.")
    standing(page, "cancelled")


def test_the_reference_s_curve_is_drawn_beside_one_s_own(page: Page):
    send(page, "clip-and-accumulate", TRAINED.read_text(encoding="utf-8"))
    standing(page, "passed")
    expect(page.locator("figure.curve path")).to_have_count(2)
    expect(page.locator("figure.curve figcaption")).to_contain_text("reference")
    page.get_by_text("The curve's numbers as a table").click()
    expect(page.get_by_role("columnheader", name="loss, reference")).to_be_visible()


# Files


def notebook(*cells: str) -> str:
    made = [{"cell_type": "code", "metadata": {}, "source": cell} for cell in cells]
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": made})


def drop(page: Page, name: str, content: str) -> None:
    """Drop a file on the editor, as a hand would."""
    made = "([name, text]) => { const data = new DataTransfer(); data.items.add(new File([text], name)); return data; }"
    data = page.evaluate_handle(made, [name, content])
    for event in ("dragover", "drop"):
        page.locator(".ace_content").dispatch_event(event, {"dataTransfer": data})


def test_a_notebook_that_is_dropped_comes_into_the_editor_and_undo_takes_it_out(page: Page):
    open_lab(page, "perceptron-rule")
    write(page, "# mine\n")
    kept(page)
    drop(page, "work.ipynb", notebook("%matplotlib inline", "# gradus\nx = 1", "plot(x)"))
    brought = page.locator("#brought")
    expect(brought).to_contain_text("1 of 3 code cells of work.ipynb", timeout=WAIT_MS)
    assert written(page) == "# gradus\nx = 1\n"
    expect(brought.get_by_role("row", name="3 plot(x) no not marked")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.locator(".ace_text-input").focus()
    page.keyboard.press("Control+z")
    assert written(page) == "# mine\n"
    expect(page.locator("#attempt")).not_to_have_attribute("data-standing", re.compile("."))


def test_a_file_that_is_none_is_refused_and_the_editor_stays(page: Page):
    open_lab(page, "perceptron-rule")
    write(page, "# mine\n")
    drop(page, "photo.ipynb", "\x00\x01")
    expect(page.locator("#brought")).to_contain_text("it is not JSON", timeout=WAIT_MS)
    assert written(page) == "# mine\n"


def test_a_file_is_chosen_with_a_key(page: Page, tmp_path):
    (tmp_path / "mine.py").write_text("x = 41\n", encoding="utf-8")
    open_lab(page, "perceptron-rule")
    with page.expect_file_chooser(timeout=WAIT_MS) as chooser:
        page.locator("main").press("o")
    chooser.value.set_files(tmp_path / "mine.py")
    expect(page.locator("#brought")).to_contain_text("mine.py stands in the editor now", timeout=WAIT_MS)
    assert written(page) == "x = 41\n"


# Drafts


def test_what_was_written_in_a_tunnel_is_told_and_goes_out_in_the_light(page: Page):
    open_lab(page, "svd-and-pca")
    write(page, "# before\n")
    kept(page)
    page.context.set_offline(True)
    expect(page.locator("#draft")).to_contain_text("Connection lost", timeout=WAIT_MS)
    write(page, "# in the dark\n")
    expect(page.locator("#draft")).to_contain_text("goes to the server when it is back", timeout=WAIT_MS)
    page.context.set_offline(False)
    kept(page)
    page.goto("/labs/svd-and-pca/")
    expect(page.locator("#source")).to_have_value("# in the dark\n")


def test_a_tab_that_dies_leaves_its_draft_to_the_next(page: Page):
    open_lab(page, "svd-and-pca")
    page.route("**/draft/", lambda route: route.abort())
    write(page, "# the last words\n")
    expect(page.locator("#draft")).to_contain_text("kept in this browser", timeout=WAIT_MS)
    following = page.context.new_page()
    page.close(run_before_unload=False)
    following.goto("/labs/svd-and-pca/")
    expect(following.locator("#source")).to_have_value("# the last words\n", timeout=WAIT_MS)
    kept(following)


def test_of_two_tabs_both_drafts_are_kept_and_it_is_told(page: Page):
    other = page.context.new_page()
    for tab in (page, other):
        open_lab(tab, "svd-and-pca")
    write(page, "# of the one\n")
    kept(page)
    write(other, "# of the other\n")
    told = other.locator("#beside")
    expect(told).to_contain_text("This lab is open in another page too", timeout=WAIT_MS)
    with other.context.expect_page() as opening:
        told.get_by_role("link", name="Open the other in a new tab").click()
    expect(opening.value.locator("#source")).to_have_value("# of the one\n", timeout=WAIT_MS)
    other.goto("/labs/svd-and-pca/")
    expect(other.locator("#source")).to_have_value("# of the other\n", timeout=WAIT_MS)
    expect(other.locator("#beside")).to_contain_text("stands beside this one")
