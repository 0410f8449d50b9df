"""The house without a mouse: every page walked with Tab, and what a learner does done with keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open
from tests.browser.filling import password_of, source_of
from tests.browser.looking import WAIT_MS, Watch, assert_right, at_rest
from tests.browser.pages import BUILT_IN, LARGE
from tests.browser.states import listening, standing
from tests.browser.walking import tab_to, walked_by_tab
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

ROADMAP = f"/path/{BUILT_IN}/"
LAB = "mcp-neuron"


def follow(page: Page, name: str | re.Pattern[str], role: str = "link") -> None:
    """Goes to what has the name, within the page's content, and presses Enter."""
    tab_to(page, page.get_by_role("main").get_by_role(role, name=name).first)  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def write_into_the_editor(page: Page, source: str) -> None:
    expect(page.locator(".ace-host")).to_be_visible(timeout=WAIT_MS)
    for _ in range(200):
        if page.evaluate("() => Boolean(document.activeElement.matches('.ace_scroller'))"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ace_text-input")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    expect(page.locator("#source")).to_have_value(re.compile(re.escape(source.strip()[-40:])))


def walks(context: BrowserContext, addresses: list[str]) -> dict[str, list[str]]:
    """Each page but those of hundreds of rows, walked with Tab; what is wrong on the way."""
    found = {}
    for address in addresses:
        if address not in LARGE:
            page = context.new_page()
            page.goto(address)
            found[address] = walked_by_tab(page)
            page.close()
    return found


def test_tab_walks_every_page_of_who_has_everything(window: Open, of_owner: dict[str, list[str]]) -> None:
    assert_right(walks(window(reduced_motion="reduce"), of_owner["page"]))


def test_tab_walks_every_page_of_who_has_nothing_in_a_narrow_window(
    window: Open, of_newcomer: dict[str, list[str]]
) -> None:
    assert_right(walks(window("newcomer", 360, "dark", reduced_motion="reduce"), of_newcomer["page"]))


def test_a_trap_is_found(window: Open) -> None:
    page = window("newcomer").new_page()
    page.goto("/account/")
    page.evaluate(
        """() => document.querySelector("main button").addEventListener("keydown", (event) => event.preventDefault())"""
    )
    assert "Tab goes on for ever" in walked_by_tab(page)[0]


def test_a_focus_that_is_not_seen_is_found(window: Open) -> None:
    page = window("newcomer").new_page()
    page.goto("/account/")
    page.locator("main button").first.evaluate(
        "button => { button.style.outline = 'none'; button.style.transition = 'none'; }"
    )
    assert [one for one in walked_by_tab(page) if one.startswith("focus is not seen on <button")]


def test_a_topic_is_claimed_and_unclaimed(window: Open) -> None:
    page = window("by-keys").new_page()
    watch = Watch(page)
    page.goto(ROADMAP)
    claim = page.locator("main").get_by_role("button", name=re.compile("^Claim: ")).first
    title = re.sub("^Claim: ", "", claim.get_attribute("aria-label") or "")
    tab_to(page, claim)
    for verb in ("Unclaim", "Claim"):
        at_rest(page)  # a key that comes before htmx has the new button sends the form, and turns the page
        page.keyboard.press("Enter")
        button = page.get_by_role("button", name=f"{verb}: {title}", exact=True)
        expect(button).to_be_focused(timeout=WAIT_MS)
    assert watch.complaints() == []


def test_a_lab_is_proven_and_its_review_is_done(window: Open, house: Stack) -> None:
    page = window("by-keys").new_page()
    watch = Watch(page)
    page.goto(f"/labs/{LAB}/")
    write_into_the_editor(page, source_of(LAB))
    page.keyboard.press("Control+Enter")
    standing(page, "passed")
    (card,) = house.ask("/api/cards/", house.token("by-keys"))[1]["results"]
    page.goto(f"/reviews/cards/{card['id']}/")
    follow(page, "Begin the review", "button")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kata")
    write_into_the_editor(page, source_of(LAB))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#sitting-standing")).to_contain_text("Rated", timeout=WAIT_MS)
    assert watch.complaints() == []


def test_a_note_is_written(window: Open) -> None:
    page = window("by-keys").new_page()
    page.goto("/notes/")
    follow(page, re.compile("^(Write|New|Add)"))
    tab_to(page, page.get_by_label("Title"))
    page.keyboard.type("By keys alone")
    tab_to(page, page.get_by_label("Text", exact=True))
    page.keyboard.type("Typed, *all* of it.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="By keys alone")).to_be_visible()
    expect(page.locator("article em")).to_have_text("all")


def test_a_paper_is_added(window: Open) -> None:
    page = window("by-keys").new_page()
    page.goto("/papers/new/")
    tab_to(page, page.get_by_label("Title"))
    page.keyboard.type("Attention by keys")
    follow(page, re.compile("^(Add|Save|Keep)"), "button")
    expect(page.get_by_role("heading", name="Attention by keys")).to_be_visible()


def test_one_signs_in_and_out(window: Open) -> None:
    page = window().new_page()
    page.goto("/account/sign-in/")
    tab_to(page, page.get_by_label("Name"))
    page.keyboard.type("by-keys-too")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(password_of("by-keys-too"))
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("sign-in"))
    page.goto("/account/")
    expect(page.get_by_role("main")).to_contain_text("by-keys-too")
    follow(page, "Sign out", "button")
    expect(page).to_have_url(re.compile("/account/sign-in/"))


def test_every_dialog_opens_keeps_the_focus_and_gives_it_back(window: Open) -> None:
    page = window("by-keys").new_page()
    page.goto("/labs/")
    listening(page)
    opener = page.get_by_role("button", name="Keys")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_be_visible()
    for _ in range(6):
        inside = "() => document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        assert page.evaluate(inside)
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
