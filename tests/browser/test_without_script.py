"""The house in a browser that runs no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.filling import password_of, source_of
from tests.browser.looking import WAIT_MS
from tests.browser.pages import BUILT_IN
from tests.browser.states import standing

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ROADMAP = f"/path/{BUILT_IN}/"


@pytest.fixture
def page(window: Open) -> Page:
    return window("scriptless", java_script_enabled=False).new_page()


def test_a_topic_is_claimed_and_unclaimed(page: Page) -> None:
    page.goto(ROADMAP)
    claim = page.get_by_role("main").get_by_role("button", name=re.compile("^Claim: ")).first
    title = re.sub("^Claim: ", "", claim.get_attribute("aria-label") or "")
    for verb, other in (("Claim", "Unclaim"), ("Unclaim", "Claim")):
        page.get_by_role("button", name=f"{verb}: {title}", exact=True).click()
        expect(page.get_by_role("button", name=f"{other}: {title}", exact=True)).to_be_visible()
        page.goto(ROADMAP)
        expect(page.get_by_role("button", name=f"{other}: {title}", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("ending", "verdict"), [("", "passed"), ("\n\nraise ValueError('no')\n", "failed|raised|crashed")]
)
def test_code_is_sent_and_the_page_turns_to_its_verdict(page: Page, ending: str, verdict: str) -> None:
    page.goto("/labs/mcp-neuron/?from=starter")
    page.get_by_label("Your solution, Python").fill(source_of("mcp-neuron") + ending)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page).to_have_url(re.compile(r"/labs/submissions/\d+/"))
    standing(page, verdict)
    expect(page.locator("#checks")).to_be_visible()


def test_one_signs_in(window: Open) -> None:
    page = window(java_script_enabled=False).new_page()
    page.goto("/account/sign-in/?next=/notes/")
    page.get_by_label("Name").fill("scriptless")
    page.get_by_label("Password").fill(password_of("scriptless"))
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/notes/$"))
    page.goto("/account/")
    expect(page.get_by_role("main")).to_contain_text("scriptless")


def test_a_note_is_saved(page: Page) -> None:
    page.goto("/notes/new/")
    page.get_by_label("Title").fill("Without a script")
    page.get_by_label("Text", exact=True).fill("It is *kept*.")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/notes/\d+/$"))
    expect(page.locator("article em")).to_have_text("kept")


def test_a_roadmap_is_looked_at_and_taken_in(page: Page) -> None:
    page.goto("/path/import/")
    page.get_by_label("Or the text itself").fill("# Taken in\n## Begin\n- [ ] One without a script\n")
    page.get_by_role("button", name="Show what will change").click()
    expect(page.get_by_role("main")).to_contain_text("One without a script")
    page.get_by_role("button", name="Make the roadmap").click()
    page.goto("/path/taken-in/")
    expect(page.get_by_role("main")).to_contain_text("One without a script", timeout=WAIT_MS)
