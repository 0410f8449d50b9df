"""Today, the dashboard, the workers and the frame around every page, in a real browser on everything running."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.stack import ROOT, Stack

pytestmark = pytest.mark.browser

REFERENCE = (ROOT / "labs/catalog/foundations/mcp-neuron/reference.py").read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DRAWN_MS = 30_000
FOLLOWED_MS = 40_000


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which no script fails and nothing breaks the content security policy."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert complaints == []


@pytest.fixture(scope="module")
def worker(live_stack: Stack) -> Stack:
    """The stack, with a lab proven by the local owner that proves a topic by itself."""
    send(live_stack, "mcp-neuron", REFERENCE)
    return live_stack


def send(stack: Stack, lab: str, source: str) -> None:
    token = stack.token()
    status, sent = stack.ask("/api/submissions/", token, {"lab": lab, "source": source, "device": "cpu"})
    assert status == 201
    stack.eventually(lambda: stack.ask(f"/api/submissions/{sent['id']}/", token)[1]["state"] == "settled")


def figure(page: Page, words: str) -> str:
    return page.locator("#numbers .figures > div", has_text=words).locator("dd").inner_text()


def drawn(page: Page) -> None:
    charts = page.locator(":is(.claimed-and-proven, .activity) > .chart.drawn .legend")
    expect(charts).to_have_count(2, timeout=DRAWN_MS)


def listening(page: Page) -> Page:
    """The page once its script hears keys: that is when it shows the button of the keys' sheet."""
    expect(page.locator(".keys-open")).to_be_visible()
    return page


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


def test_the_charts_are_drawn_and_the_policy_holds(quiet: Page, worker: Stack):
    quiet.goto("/dashboard/")
    drawn(quiet)
    expect(quiet.locator(".chart").first.locator(".scatterlayer .js-line")).to_have_count(2)
    assert violations(quiet) == []


def test_a_chart_of_a_single_day_counts_days_and_not_hours(quiet: Page, worker: Stack):
    quiet.goto("/dashboard/")
    drawn(quiet)
    words = quiet.locator(".chart").first.locator(".xtick text").all_text_contents()
    assert words
    assert all(re.fullmatch(r"\d{1,2} [A-Z][a-z]{2}", one) for one in words), words


def test_the_number_above_the_chart_is_the_last_one_in_its_table(quiet: Page, worker: Stack):
    quiet.goto("/dashboard/")
    quiet.locator("details", has=quiet.locator("#claimed-and-proven-numbers")).locator("summary").click()
    latest = quiet.locator("#claimed-and-proven-numbers tbody tr").first.locator("td.number").first
    expect(latest).to_be_visible()
    assert figure(quiet, "topics proven").startswith(latest.inner_text())


def test_a_verdict_reaches_a_dashboard_that_is_open(quiet: Page, worker: Stack):
    quiet.goto("/dashboard/")
    drawn(quiet)
    before = int(figure(quiet, "submission"))
    send(worker, "mcp-neuron", REFERENCE + "\n# once more\n")
    shown = quiet.locator("#numbers .figures > div", has_text="submission").locator("dd")
    expect(shown).to_have_text(str(before + 1), timeout=FOLLOWED_MS)
    drawn(quiet)


def test_a_chart_that_cannot_be_fetched_says_so_keeps_its_table_and_tries_again(page: Page, worker: Stack):
    page.route("**/dashboard/activity.json*", lambda route: route.fulfill(status=503, body="busy"))
    page.goto("/dashboard/")
    chart = page.locator(".activity > .chart")
    expect(chart).to_contain_text("The chart could not be loaded.", timeout=DRAWN_MS)
    expect(page.locator("#activity-numbers tbody tr").first).to_be_visible()
    expect(page.locator(".claimed-and-proven > .chart.drawn .legend")).to_have_count(1, timeout=DRAWN_MS)
    assert violations(page) == []
    page.unroute("**/dashboard/activity.json*")
    again = chart.get_by_role("button", name="Try again")
    again.focus()
    page.keyboard.press("Enter")
    drawn(page)


def test_without_plotly_every_table_stays_and_it_can_be_tried_again(page: Page, worker: Stack):
    page.route("**/plotly-*.js", lambda route: route.abort())
    page.goto("/dashboard/")
    expect(page.locator(".activity > .chart")).to_contain_text("The chart could not be loaded.", timeout=DRAWN_MS)
    expect(page.locator("#claimed-and-proven-numbers tbody tr").first).to_be_visible()
    page.unroute("**/plotly-*.js")
    for name in ("claimed-and-proven", "activity"):
        page.locator(f".{name} > .chart").get_by_role("button", name="Try again").click()
    drawn(page)


def test_a_range_is_chosen_by_link_and_stays_in_the_address(quiet: Page, worker: Stack):
    quiet.goto("/dashboard/")
    quiet.get_by_role("navigation", name="Days").get_by_role("link", name="30 days").click()
    expect(quiet).to_have_url(re.compile(r"/dashboard/\?range=30$"))
    expect(quiet.get_by_role("link", name="30 days")).to_have_attribute("aria-current", "page")
    drawn(quiet)


def test_own_dates_are_chosen_without_a_script(browser: Browser, worker: Stack):
    context = browser.new_context(base_url=worker.url, java_script_enabled=False)
    bare = context.new_page()
    bare.goto("/dashboard/")
    bare.get_by_label("From").fill("2020-01-31")
    bare.get_by_role("button", name="Show").click()
    expect(bare).to_have_url(re.compile(r"range=own&since=2020-01-31&until=$"))
    bare.locator(".activity summary").click()
    expect(bare.locator("#activity-numbers tbody tr").first).to_be_visible()
    context.close()


def test_plotly_comes_to_no_page_that_draws_nothing(quiet: Page, worker: Stack):
    asked: list[str] = []
    quiet.on("request", lambda request: asked.append(request.url))
    quiet.goto("/labs/", wait_until="networkidle")
    assert asked
    assert not [address for address in asked if "plotly" in address or "charts" in address]


def test_the_charts_take_the_theme_at_once(quiet: Page, worker: Stack):
    quiet.goto("/dashboard/")
    drawn(quiet)
    ink = quiet.locator(".chart .legendtext").first
    before = ink.evaluate("text => getComputedStyle(text).fill")
    quiet.get_by_role("button", name="Theme").click()
    quiet.get_by_role("button", name="Theme: light").click()
    expect(quiet.locator("html")).to_have_attribute("data-theme", "dark")
    drawn(quiet)
    assert ink.evaluate("text => getComputedStyle(text).fill") != before


def test_a_chosen_theme_stays_and_stands_before_the_first_paint(page: Page):
    page.goto("/")
    page.get_by_role("button", name="Theme: system").click()
    page.get_by_role("button", name="Theme: light").click()
    page.route("**/gradus*.js", lambda route: route.abort())  # what is left is the script in the head
    page.goto("/workers/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".theme-switch")).to_be_hidden()


def test_two_keys_lead_to_every_place(quiet: Page):
    quiet.goto("/")
    for key, address in (("p", "/path/"), ("l", "/labs/"), ("d", "/dashboard/"), ("w", "/workers/"), ("t", "/")):
        listening(quiet).keyboard.press("g")
        quiet.keyboard.press(key)
        expect(quiet).to_have_url(re.compile(rf":\d+{address}$"))


def test_the_sheet_lists_the_keys_of_the_page_and_can_turn_them_off(quiet: Page):
    quiet.goto("/labs/")
    listening(quiet).keyboard.press("?")
    sheet = quiet.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("Search the labs")
    assert violations(quiet) == []
    sheet.get_by_label("Single keys work on this device").uncheck()
    quiet.keyboard.press("Escape")
    quiet.reload()
    listening(quiet).keyboard.press("?")
    expect(sheet).to_be_hidden()


def test_a_letter_typed_into_a_field_is_no_key(quiet: Page):
    quiet.goto("/labs/")
    listening(quiet).keyboard.press("/")
    quiet.keyboard.type("gd?")
    expect(quiet.get_by_label("Search", exact=True)).to_have_value("gd?")
    expect(quiet.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_a_server_that_does_not_answer_is_said_in_words(page: Page):
    page.goto("/workers/")
    page.context.set_offline(True)
    expect(page.get_by_role("status").first).to_contain_text("The server did not answer", timeout=DRAWN_MS)


def test_the_first_tab_leads_past_the_bar(quiet: Page):
    quiet.goto("/")
    quiet.keyboard.press("Tab")
    expect(quiet.get_by_role("link", name="Skip to the content")).to_be_focused()
    quiet.keyboard.press("Enter")
    expect(quiet.locator("#content")).to_be_focused()
