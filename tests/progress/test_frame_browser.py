"""The frame around every page in a real browser: the bar at every width, the themes, the sheet of keys, print."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.stack import Stack

pytestmark = pytest.mark.browser

PATIENCE_MS = 30_000
PHONE = {"width": 360, "height": 740}
ROWS_OF_THE_BAR = """() => [...document.querySelectorAll(".top a, .top button")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect())
    .map(({ top, bottom }) => (top + bottom) / 2)
    .sort((one, other) => one - other)
    .filter((middle, place, all) => !place || middle - all[place - 1] > 12).length"""


@pytest.fixture
def window(browser: Browser, live_stack: Stack) -> Iterator[Callable[..., Page]]:
    """Opens a page of the stack in a window of its own: `window("/", viewport=PHONE)`."""
    contexts = []

    def opened(address: str, **options) -> Page:
        contexts.append(browser.new_context(base_url=live_stack.url, locale="en-GB", timezone_id="UTC", **options))
        contexts[-1].set_default_timeout(PATIENCE_MS)
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "rows"), [(320, 2), (360, 2), (800, 1), (1440, 1), (2560, 1)])
def test_the_bar_takes_two_lines_on_a_phone_and_one_elsewhere(window, width: int, rows: int):
    page = window("/account/", viewport={"width": width, "height": 740})
    expect(page.locator(".theme-switch")).to_be_visible()
    assert page.evaluate(ROWS_OF_THE_BAR) == rows
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_further_places_open_by_keyboard_and_escape_closes_them(window):
    page = window("/", viewport=PHONE, java_script_enabled=False)
    further, habits = page.get_by_role("button", name="More"), page.get_by_role("link", name="Habits")
    expect(habits).to_be_hidden()
    further.focus()
    page.keyboard.press("Enter")
    expect(habits).to_be_visible()
    page.keyboard.press("Escape")
    expect(habits).to_be_hidden()
    page.keyboard.press("Enter")
    habits.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/habits/$"), timeout=PATIENCE_MS)
    expect(further).to_have_css("font-weight", "650")


def test_a_place_behind_the_button_is_still_reached_by_its_keys(window):
    page = window("/", viewport=PHONE)
    expect(page.locator(".keys-open")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile("/habits/$"), timeout=PATIENCE_MS)


def test_the_sheet_leads_to_what_has_no_key(window):
    page = window("/account/")
    expect(page.locator(".keys-open")).to_be_visible()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet.locator(".keys-here")).to_contain_text("Your vault")
    expect(sheet.locator(".keys-everywhere")).to_contain_text("Theme")
    sheet.get_by_role("button", name="Sign out").click()
    expect(sheet).to_be_hidden()
    expect(page.locator("main").get_by_role("button", name="Sign out")).to_be_focused()


def test_a_theme_chosen_in_one_window_is_worn_in_the_other(window):
    one = window("/account/")
    expect(one.locator(".theme-switch")).to_be_visible()
    other = one.context.new_page()
    other.goto("/workers/")
    expect(other.locator(".theme-switch")).to_be_visible()
    one.keyboard.press("t")
    expect(other.locator("html")).to_have_attribute("data-theme", "light", timeout=PATIENCE_MS)
    expect(other.locator("meta[name=color-scheme]")).to_have_attribute("content", "light")


def test_what_is_printed_is_dark_on_light_and_leaves_the_bar_out(window):
    page = window("/workers/", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator("h1")).to_have_css("color", "rgb(31, 33, 36)")


def test_where_the_reader_chose_the_colours_the_place_is_told_by_a_line(window):
    page = window("/workers/", forced_colors="active")
    expect(page.locator(".places [aria-current]")).to_have_css("border-bottom-style", "solid")
    expect(page.locator(".places a", has_text="Notes")).to_have_css("border-bottom-style", "none")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("words", [".count", ".primary"])
def test_where_the_reader_chose_the_colours_words_on_ink_are_not_covered(window, words: str, theme: str):
    page = window("/plan/", forced_colors="active", color_scheme=theme)
    with Image.open(BytesIO(page.locator(words).first.screenshot())) as picture:
        wide, high = picture.size
        darkest, brightest = (
            picture.convert("L").crop((wide // 3, high // 3, 2 * wide // 3, 2 * high // 3)).getextrema()
        )
    assert brightest - darkest > 200


def test_nothing_moves_where_less_motion_is_asked_for(window):
    page = window("/account/", reduced_motion="reduce")
    expect(page.get_by_role("button", name="Sign out")).to_have_css("transition-duration", "0s")
