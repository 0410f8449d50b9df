"""A kata in a real browser on everything running: the blank starter, the judge, the rating."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stack import ROOT, Stack

pytestmark = pytest.mark.browser

LAB = "mcp-neuron"
REFERENCE = (ROOT / "labs/catalog/foundations" / LAB / "reference.py").read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGED_MS = 60_000


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which no script fails and nothing breaks the content security policy."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert complaints == []


@pytest.fixture(scope="module")
def card(live_stack: Stack) -> str:
    """The address of the card of a lab that the local owner has proven."""
    token = live_stack.token()
    status, sent = live_stack.ask("/api/submissions/", token, {"lab": LAB, "source": REFERENCE, "device": "cpu"})
    assert status == 201
    live_stack.eventually(lambda: live_stack.ask(f"/api/submissions/{sent['id']}/", token)[1]["state"] == "settled")
    (told,) = (one for one in live_stack.ask("/api/cards/", token)[1]["results"] if one["subject"] == LAB)
    return f"/reviews/cards/{told['id']}/"


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


def write(page: Page, source: str) -> None:
    page.locator(".ace-host").evaluate("(host, source) => ace.edit(host).setValue(source)", source)
    page.get_by_role("button", name="Send").click()


def test_a_kata_fails_then_passes_and_is_rated_while_one_watches(quiet: Page, card: str) -> None:
    quiet.goto(card)
    quiet.get_by_role("button", name="Begin the review").click()
    expect(quiet.get_by_role("heading", level=1)).to_contain_text("Kata")
    expect(quiet.locator(".ace-host")).to_be_visible()
    assert "count = x[:, excitatory].sum(axis=1)" not in quiet.locator("#source").input_value()
    assert violations(quiet) == []
    write(quiet, "x = 1\n")
    expect(quiet.locator("#attempt .verdict")).to_be_visible(timeout=JUDGED_MS)
    expect(quiet.locator("#attempt")).not_to_have_attribute("data-standing", "queued", timeout=JUDGED_MS)
    expect(quiet.locator("#kata-poll[hx-get]")).to_have_count(0, timeout=JUDGED_MS)
    write(quiet, REFERENCE)
    expect(quiet.locator("#sitting-standing")).to_contain_text("Rated: with effort", timeout=JUDGED_MS)
    quiet.get_by_role("button", name="Take the latest rating back").click()
    expect(quiet.locator("#messages")).to_contain_text("Taken back")
    assert violations(quiet) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_of_a_card_fit_and_are_open_to_everyone(quiet: Page, card: str, width: int) -> None:
    quiet.set_viewport_size({"width": width, "height": 900})
    for address in ("/reviews/", card, "/habits/", "/habits/time/"):
        quiet.goto(address)
        assert violations(quiet) == [], address
        assert quiet.evaluate("() => document.documentElement.scrollWidth") <= width, address
