"""The main job, as a learner does it: open the path, send code, watch the checks, find the topic proven everywhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from runner.lab import load_catalog
from tests.stack import ROOT, Stack, running

pytestmark = pytest.mark.browser

ROADMAPS = ("deep-learning-step-by-step", "architectures-to-mastery")
REFERENCE = (ROOT / "labs/catalog/foundations/activation-zoo/reference.py").read_text(encoding="utf-8")
ACE = "document.querySelector('.ace-host').env.editor"


@pytest.fixture(scope="module")
def live_stack(tmp_path_factory):
    """An installation of its own: nothing in it is proven yet."""
    with running(Stack(tmp_path_factory.mktemp("walk"))) as stack:
        yield stack


def mark_of(page: Page, topic: str):
    return page.locator(".topic-row", has_text=topic).first.locator("svg.mark").first


def test_a_topic_is_proven_by_code_on_both_roadmaps_and_the_dashboard(page: Page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for roadmap in ROADMAPS:
        page.goto(f"/path/{roadmap}/")
        expect(mark_of(page, "Activation functions")).to_have_class(re.compile("mark-not-begun"))

    page.get_by_role("link", name="Activation functions and their slopes").first.click()
    expect(page.locator(".ace-host")).to_be_visible()
    page.evaluate(f"source => {ACE}.setValue(source, 1)", REFERENCE)
    page.locator(".ace_text-input").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#attempt")).to_have_attribute("data-standing", "passed", timeout=30_000)
    expect(page.locator("#checks .outcome-passed")).to_have_count(14)

    for roadmap in ROADMAPS:
        page.goto(f"/path/{roadmap}/")
        expect(mark_of(page, "Activation functions")).to_have_class(re.compile("mark-proven"))
    page.goto("/dashboard/")
    expect(page.locator("main")).to_contain_text(f"1 of {len(load_catalog(ROOT / 'labs/catalog'))}")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)
    assert complaints == []
