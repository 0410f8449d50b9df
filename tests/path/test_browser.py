"""A roadmap in a real browser: reached from anywhere, ticked before the server answers, walked by keys, read without script."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.stack import Stack

pytestmark = pytest.mark.browser

SLUG = "seen-in-a-browser"
ADDRESS = f"/path/{SLUG}/"
PHASES, TOPICS = 12, 50  # more than follow by themselves
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WAIT_MS = 60_000


def text() -> str:
    lines = ["# Seen in a browser"]
    for phase in range(PHASES):
        lines.append(f"## Phase {phase} ^phase-{phase}")
        lines += [f"- [ ] Topic {number} of phase {phase} ^seen-{phase}-{number}" for number in range(TOPICS)]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def roadmap(browser: Browser, live_stack: Stack) -> str:
    context = browser.new_context(base_url=live_stack.url)
    page = context.new_page()
    page.goto("/path/import/")
    page.get_by_label("Or the text itself").fill(text())
    page.get_by_role("button", name="Show what will change").click()
    page.get_by_role("button", name="Make the roadmap").click()
    expect(page.get_by_role("heading", name="Seen in a browser")).to_be_visible(timeout=WAIT_MS)
    context.close()
    return ADDRESS


@pytest.fixture
def quiet(page: Page, roadmap: str) -> Iterator[Page]:
    """A page on which no script fails and nothing breaks the content security policy."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert complaints == []


def row(page: Page, phase: int, number: int) -> Locator:
    return page.locator(f"#row-phase-{phase}--seen-{phase}-{number}")


def marked(row: Locator, state: str) -> None:
    expect(row.locator("> .mark")).to_have_class(re.compile(f"mark-{state}"), timeout=WAIT_MS)


def test_what_is_scrolled_to_arrives(quiet: Page) -> None:
    quiet.goto(ADDRESS)
    expect(row(quiet, 0, 0)).to_be_visible()
    expect(row(quiet, 6, 0)).to_have_count(0)
    quiet.get_by_role("navigation", name="Phases").get_by_role("link", name="Phase 6").click()
    expect(row(quiet, 6, 0)).to_be_in_viewport(timeout=WAIT_MS)
    expect(quiet.locator(".phase-rail [aria-current]")).to_contain_text("Phase 6")


@pytest.mark.parametrize("hash", ["seen-9-40", "row-phase-9--seen-9-40"])
def test_a_link_to_a_topic_that_is_not_here_yet_reaches_it(quiet: Page, hash: str) -> None:
    quiet.goto(f"{ADDRESS}#{hash}")
    expect(row(quiet, 9, 40)).to_be_in_viewport(timeout=WAIT_MS)
    expect(row(quiet, 9, 40).get_by_role("link")).to_be_focused()


def test_a_topic_is_found_by_its_words(quiet: Page) -> None:
    quiet.goto(ADDRESS)
    quiet.get_by_role("searchbox", name="Find a topic").press_sequentially("phase 8 topic 33")
    quiet.locator("#found").get_by_role("link", name="Topic 33 of phase 8").click()
    expect(row(quiet, 8, 33)).to_be_in_viewport(timeout=WAIT_MS)


def test_a_tick_shows_before_the_server_answers(quiet: Page) -> None:
    held: list[Route] = []
    quiet.route("**/tick/", lambda route: held.append(route))
    quiet.goto(ADDRESS)
    row(quiet, 0, 1).get_by_role("button", name="Claim").click()
    marked(row(quiet, 0, 1), "claimed")
    expect(row(quiet, 0, 1).get_by_role("button", name="Unclaim")).to_have_count(0)
    held.pop().continue_()
    expect(row(quiet, 0, 1).get_by_role("button", name="Unclaim")).to_be_visible(timeout=WAIT_MS)
    row(quiet, 0, 1).get_by_role("button", name="Unclaim").click()
    expect(row(quiet, 0, 1).get_by_role("button", name="Claim")).to_be_visible(timeout=WAIT_MS)


def test_a_tick_that_failed_is_taken_back_said_and_tried_again(page: Page, roadmap: str) -> None:
    page.goto(ADDRESS)
    page.route("**/skip/", lambda route: route.fulfill(status=500, body=""))
    row(page, 0, 30).get_by_role("button", name="Skip").click()
    expect(page.locator("#messages")).to_contain_text("The server failed (500)")
    expect(page.locator("#messages")).to_be_in_viewport()
    marked(row(page, 0, 30), "not-begun")
    page.unroute("**/skip/")
    page.get_by_role("button", name="Try again").click()
    expect(row(page, 0, 30).get_by_role("button", name="Unskip")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator("#messages")).to_be_empty()
    row(page, 0, 30).get_by_role("button", name="Unskip").click()
    marked(row(page, 0, 30), "not-begun")


def test_the_rows_are_walked_opened_and_ticked_by_keys(quiet: Page) -> None:
    quiet.goto(ADDRESS)
    expect(quiet.locator("[data-key=j]")).to_have_count(1)
    for _ in range(3):
        quiet.keyboard.press("j")
    quiet.keyboard.press("k")
    title = row(quiet, 0, 1).get_by_role("link", name="Topic 1 of phase 0")
    expect(title).to_be_focused()
    quiet.keyboard.press("o")
    expect(title).to_have_attribute("aria-expanded", "true", timeout=WAIT_MS)
    expect(quiet.locator("#panel-phase-0--seen-0-1")).to_contain_text("It names nothing that has to prove it")
    quiet.keyboard.press("o")
    expect(title).to_have_attribute("aria-expanded", "false")
    for key, said in (("c", "Unclaim"), ("c", "Claim"), ("s", "Unskip"), ("s", "Skip")):
        quiet.keyboard.press(key)
        expect(row(quiet, 0, 1).get_by_role("button", name=said, exact=False).first).to_contain_text(
            re.compile(f"^{said}$"), timeout=WAIT_MS
        )
    quiet.keyboard.press("?")
    for words in ("Next topic", "Topic before", "Open or close the topic", "Claim the topic", "Skip the topic"):
        expect(quiet.get_by_role("dialog", name="Keys")).to_contain_text(words)


def test_without_script_every_phase_is_a_page_and_a_tick_leads_back(
    browser: Browser, live_stack: Stack, roadmap: str
) -> None:
    context = browser.new_context(base_url=live_stack.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    page.locator("#phase-phase-7").get_by_role("link", name=f"{TOPICS} topics").click()
    row(page, 7, 44).get_by_role("button", name="Claim").click()
    expect(row(page, 7, 44)).to_be_in_viewport(timeout=WAIT_MS)
    row(page, 7, 44).get_by_role("button", name="Unclaim").click()
    expect(row(page, 7, 44).get_by_role("button", name="Claim")).to_be_visible(timeout=WAIT_MS)
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_and_everything_fits(quiet: Page, width: int) -> None:
    quiet.set_viewport_size({"width": width, "height": 900})
    for address in (f"{ADDRESS}?find=topic+3", f"{ADDRESS}phase-3/topics/"):
        quiet.goto(address)
        expect(quiet.locator(".topic-row").first).to_be_visible()
        assert quiet.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(quiet, options=RULES).violations_count == 0
