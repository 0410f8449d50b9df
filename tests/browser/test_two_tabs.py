"""The same learner in two tabs, and in a tunnel: what was done is seen or told, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.looking import WAIT_MS
from tests.browser.pages import BUILT_IN
from tests.browser.states import write_code

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ROADMAP = f"/path/{BUILT_IN}/"


def buttons(page: Page, verb: str, title: str) -> Locator:
    return page.get_by_role("button", name=f"{verb}: {title}", exact=True)


def open_topic(page: Page) -> str:
    """The title of the first topic that can be claimed."""
    page.goto(ROADMAP)
    claim = page.get_by_role("main").get_by_role("button", name=re.compile("^Claim: ")).first
    return re.sub("^Claim: ", "", claim.get_attribute("aria-label") or "")


def test_a_claim_in_one_tab_is_seen_in_the_other_as_soon_as_it_says_anything(window: Open) -> None:
    context = window("in-two-tabs")
    one, other = context.new_page(), context.new_page()
    title = open_topic(one)
    other.goto(ROADMAP)
    buttons(one, "Claim", title).click()
    expect(buttons(one, "Unclaim", title)).to_be_visible(timeout=WAIT_MS)
    buttons(other, "Claim", title).click()
    expect(buttons(other, "Unclaim", title)).to_be_visible(timeout=WAIT_MS)
    other.reload()
    expect(buttons(other, "Unclaim", title)).to_be_visible()
    buttons(other, "Unclaim", title).click()
    expect(buttons(other, "Claim", title)).to_be_visible(timeout=WAIT_MS)


def test_of_a_note_in_two_tabs_both_texts_are_shown(window: Open) -> None:
    context = window("in-two-tabs")
    one, other = context.new_page(), context.new_page()
    one.goto("/notes/new/")
    one.get_by_label("Title").fill("In two tabs")
    one.get_by_role("button", name="Save").click()
    expect(one).to_have_url(re.compile(r"/notes/\d+/$"))
    address = f"{one.url}edit/"
    for tab, text in ((one, "from the one"), (other, "from the other")):
        tab.goto(address)
        tab.get_by_label("Text", exact=True).fill(text)
    one.get_by_role("button", name="Save").click()
    expect(one.locator("article")).to_contain_text("from the one")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("alert")).to_contain_text("saved elsewhere while you wrote")
    expect(other.get_by_label("The text as it now stands")).to_have_value("from the one")
    expect(other.get_by_label("Text", exact=True)).to_have_value("from the other")


def test_of_a_draft_in_two_tabs_the_later_is_kept_and_neither_tab_loses_its_own(window: Open) -> None:
    context = window("in-two-tabs")
    one, other = context.new_page(), context.new_page()
    for tab in (one, other):
        tab.goto("/labs/mcp-neuron/?from=starter")
    for tab, text in ((one, "# from the one\n"), (other, "# from the other\n")):
        write_code(tab, text)
        expect(tab.locator("#draft")).to_contain_text("Draft kept", timeout=WAIT_MS)
    expect(one.locator("#source")).to_have_value(re.compile("from the one"))
    other.goto("/labs/mcp-neuron/")
    expect(other.locator("#source")).to_have_value(re.compile("from the other"))


def test_a_claim_in_a_tunnel_is_said_and_goes_through_when_there_is_light(window: Open) -> None:
    page = window("in-a-tunnel").new_page()
    title = open_topic(page)
    page.context.set_offline(True)
    buttons(page, "Claim", title).click()
    expect(page.locator("#messages")).to_contain_text("did not answer", timeout=WAIT_MS)
    expect(buttons(page, "Claim", title)).to_be_visible()
    page.context.set_offline(False)
    buttons(page, "Claim", title).click()
    expect(buttons(page, "Unclaim", title)).to_be_visible(timeout=WAIT_MS)


def test_a_note_written_in_a_tunnel_is_kept_and_goes_to_the_server_when_there_is_light(window: Open) -> None:
    page = window("in-a-tunnel").new_page()
    page.goto("/notes/new/")
    page.get_by_label("Title").fill("In a tunnel")
    page.context.set_offline(True)
    page.get_by_label("Text", exact=True).fill("dark in here")
    expect(page.locator("#draft")).to_contain_text("kept in this browser", timeout=WAIT_MS)
    page.context.set_offline(False)
    expect(page.locator("#draft")).to_contain_text("Draft kept at", timeout=WAIT_MS)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("article")).to_contain_text("dark in here")


def test_code_written_in_a_tunnel_is_kept_and_goes_to_the_server_when_there_is_light(window: Open) -> None:
    page = window("in-a-tunnel").new_page()
    page.goto("/labs/activation-zoo/?from=starter")
    page.context.set_offline(True)
    write_code(page, "# dark in here\n")
    expect(page.locator("#draft")).to_contain_text("Connection lost", timeout=WAIT_MS)
    page.context.set_offline(False)
    expect(page.locator("#draft")).to_contain_text("Draft kept", timeout=WAIT_MS)
    page.evaluate("() => localStorage.clear()")
    page.goto("/labs/activation-zoo/")
    expect(page.locator("#source")).to_have_value(re.compile("dark in here"))
