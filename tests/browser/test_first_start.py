"""The first start: three answers, Today with a first lab, the tour to its end by keys, and once more; and without
script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.looking import WAIT_MS, Watch, seen_as_it_stands, seen_at_both_widths
from tests.browser.pages import BUILT_IN

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

STOPS = 8
# The bar's script takes the fragment out of the address once it runs.
SCRIPT_RUNS = re.compile(r"^[^#]*$")


def wrong(page: Page) -> list[str]:
    return seen_at_both_widths(page, seen_as_it_stands)


def stands_at(page: Page, number: int) -> None:
    """The tour's bar is there, says this stop, and the keyboard is on it."""
    expect(page.locator("#tour h2")).to_contain_text(f"{number} of {STOPS}", timeout=WAIT_MS)
    expect(page).to_have_url(SCRIPT_RUNS, timeout=WAIT_MS)
    expect(page.locator("#tour")).to_be_focused(timeout=WAIT_MS)


def test_three_answers_a_first_lab_and_the_tour_by_keys(window: Open) -> None:
    page = window("first-start", 360, "dark", reduced_motion="reduce").new_page()
    watch = Watch(page)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Three questions, then your first lab", timeout=WAIT_MS)
    expect(page.get_by_label("Search the topics")).to_be_visible(timeout=WAIT_MS)  # the script runs
    assert wrong(page) == []

    page.get_by_label("hours a week").focus()
    page.keyboard.type("5")
    page.get_by_label("Search the topics").focus()
    page.keyboard.type("McCulloch")
    expect(page.locator("#known-found")).to_have_text("1 found", timeout=WAIT_MS)
    page.get_by_label("The McCulloch–Pitts neuron").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("Search the topics").fill("")
    whole = page.get_by_label("Phase 1: Foundations")
    assert whole.evaluate("box => box.indeterminate")
    whole.focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("The McCulloch–Pitts neuron").first).to_be_checked(timeout=WAIT_MS)
    page.get_by_role("button", name="Show me the first lab").focus()
    page.keyboard.press("Enter")

    first = page.locator(".first")
    expect(first.get_by_role("link", name="Open the lab")).to_be_visible(timeout=WAIT_MS)
    expect(first).to_contain_text("Phase 2", timeout=WAIT_MS)
    expect(page.get_by_text(re.compile("as known today: claimed, not proven"))).to_be_visible(timeout=WAIT_MS)
    assert wrong(page) == []

    page.get_by_role("button", name="Take the tour").focus()
    page.keyboard.press("Enter")
    for number in range(1, STOPS):
        stands_at(page, number)
        expect(page.locator(".tour-target")).to_have_count(1, timeout=WAIT_MS)  # what the stop tells of is there
        if number in (1, 4):
            assert wrong(page) == []
        page.keyboard.press("Tab")
        expect(page.locator("#tour").get_by_role("button", name="Next", exact=True)).to_be_focused(timeout=WAIT_MS)
        page.keyboard.press("Enter")
    stands_at(page, STOPS)
    page.keyboard.press("Escape")
    expect(page.locator("#tour")).to_have_count(0, timeout=WAIT_MS)
    expect(page.locator("#messages")).to_contain_text("The tour has ended", timeout=WAIT_MS)

    page.get_by_role("link", name="The tour").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Begin the tour").focus()
    page.keyboard.press("Enter")
    stands_at(page, 1)
    page.goto("/papers/")
    expect(page.locator("#tour")).to_contain_text("The tour waits for you", timeout=WAIT_MS)
    page.get_by_role("button", name="Go on", exact=True).focus()
    page.keyboard.press("Enter")
    stands_at(page, 1)
    expect(page).to_have_url(re.compile(f"/path/{BUILT_IN}/$"), timeout=WAIT_MS)
    assert watch.complaints() == []


def test_the_first_start_and_the_tour_need_no_script(window: Open) -> None:
    page = window("first-start-scriptless", java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_label("hours a week").fill("5")
    page.get_by_label("Phase 1: Foundations").check()
    page.get_by_role("button", name="Show me the first lab").click()
    expect(page.locator(".first")).to_contain_text("Phase 2", timeout=WAIT_MS)
    page.get_by_role("button", name="Take that back").click()
    expect(page.locator("#messages")).to_contain_text("8 ticks taken back", timeout=WAIT_MS)

    page.goto("/tour/")
    expect(page.locator(".tour-stops > li")).to_have_count(STOPS, timeout=WAIT_MS)
    page.get_by_role("button", name="Begin the tour").click()
    page.locator("#tour").get_by_role("button", name="Next", exact=True).click()
    expect(page.locator("#tour h2")).to_contain_text(f"2 of {STOPS}", timeout=WAIT_MS)
    page.locator("#tour").get_by_role("button", name="Back", exact=True).click()
    expect(page.locator("#tour h2")).to_contain_text(f"1 of {STOPS}", timeout=WAIT_MS)
    page.locator("#tour").get_by_role("button", name="End", exact=True).click()
    expect(page.locator("#tour")).to_have_count(0, timeout=WAIT_MS)
    expect(page).to_have_url(re.compile(f"/path/{BUILT_IN}/$"), timeout=WAIT_MS)
