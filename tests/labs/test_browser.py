"""The lab's page in a real browser, against everything running."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.stack import ROOT, Stack

pytestmark = pytest.mark.browser

LAB = "/labs/activation-zoo/"
STARTER = f"{LAB}?from=starter"
REFERENCE = (ROOT / "labs/catalog/foundations/activation-zoo/reference.py").read_text(encoding="utf-8")
ATTENTION = ROOT / "labs/catalog/attention/multi-head-attention"
ENDLESS_RELU = "\n\ndef relu(x):\n    while True:\n        pass\n"
VERDICT_MS = 30_000
ACE = "document.querySelector('.ace-host').env.editor"


@pytest.fixture(autouse=True)
def installed_labs():
    """The stack under test has the real catalogue, whatever the other tests here install."""


@pytest.fixture
def quiet(page: Page) -> Page:
    """A page on which no script fails and nothing breaks the content security policy."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert complaints == []


def write(page: Page, source: str) -> None:
    expect(page.locator(".ace-host")).to_be_visible()
    page.evaluate(f"source => {ACE}.setValue(source, 1)", source)


def send(page: Page, source: str) -> None:
    write(page, source)
    page.locator(".ace_text-input").focus()
    page.keyboard.press("Control+Enter")


def standing(page: Page, *names: str) -> None:
    expect(page.locator("#attempt")).to_have_attribute("data-standing", re.compile("|".join(names)), timeout=VERDICT_MS)


def test_what_is_sent_by_a_key_is_judged_before_the_eyes(quiet: Page):
    quiet.goto(STARTER)
    send(quiet, REFERENCE.replace("np.maximum", "np.minimum"))
    standing(quiet, "failed")
    opened = quiet.locator("#checks details[open]")
    expect(opened).to_have_count(1)
    expect(opened).to_contain_text("relu(x)")
    expect(opened.locator("svg.error-plane")).to_be_visible()

    send(quiet, REFERENCE)
    standing(quiet, "passed")
    expect(quiet.locator("#lab-mark .mark-proven")).to_be_visible()
    expect(quiet.locator("#standing")).to_contain_text("is proven")
    quiet.reload()
    standing(quiet, "passed")


def test_checks_appear_while_the_rest_is_still_judged(quiet: Page):
    quiet.goto(STARTER)
    send(quiet, REFERENCE + ENDLESS_RELU)
    expect(quiet.locator("#checks .outcome-passed").first).to_be_visible(timeout=VERDICT_MS)
    expect(quiet.locator("#standing")).to_contain_text("Running on")
    quiet.get_by_role("button", name="Cancel").click()
    standing(quiet, "cancelled")


def test_a_new_attempt_takes_the_place_of_one_that_waits(quiet: Page):
    reference = (ATTENTION / "reference.py").read_text(encoding="utf-8")
    quiet.goto("/labs/multi-head-attention/?from=starter")
    quiet.get_by_label("cuda").check()
    send(quiet, reference)
    standing(quiet, "queued")
    quiet.get_by_label("cpu").check()
    send(quiet, reference)
    standing(quiet, "passed")


def test_the_draft_comes_back_after_leaving_the_page(quiet: Page):
    quiet.goto(STARTER)
    write(quiet, "# half a thought\n")
    expect(quiet.locator("#draft")).to_contain_text("Draft kept")
    quiet.goto("/labs/")
    quiet.goto(LAB)
    expect(quiet.locator(".ace_content")).to_contain_text("half a thought")


def test_a_lost_connection_keeps_the_draft_and_says_so(page: Page):
    page.goto(STARTER)
    write(page, "# before\n")
    expect(page.locator("#draft")).to_contain_text("Draft kept")
    page.context.set_offline(True)
    write(page, "# written offline\n")
    expect(page.locator("#draft")).to_contain_text("Connection lost. Your draft is kept in this browser")
    page.context.set_offline(False)
    expect(page.locator("#draft")).to_contain_text("Draft kept")


def test_what_the_server_never_got_is_restored_from_the_browser(page: Page):
    page.goto(STARTER)
    expect(page.locator(".ace-host")).to_be_visible()
    page.route("**/draft/", lambda route: route.abort())
    write(page, "# only here\n")
    expect(page.locator("#draft")).to_contain_text("Connection lost")
    page.unroute("**/draft/")
    page.goto(LAB)
    expect(page.locator(".ace_content")).to_contain_text("only here")
    expect(page.locator("#draft")).to_contain_text("Draft kept")


def test_too_long_a_file_is_refused_before_it_is_sent(quiet: Page):
    quiet.goto(STARTER)
    send(quiet, "#" * (257 * 1024))
    expect(quiet.locator("#refused")).to_contain_text("This file has 257 KB; a lab takes up to 256 KB.")


def test_a_refusal_of_the_server_leaves_the_editor_as_it_is(page: Page):
    page.goto(STARTER)
    send(page, "   ")
    expect(page.locator("#refused")).to_contain_text("The file is empty")
    expect(page.locator(".ace-host")).to_be_visible()


def test_without_script_the_form_sends_and_the_page_turns_to_the_verdict(browser: Browser, live_stack: Stack):
    context = browser.new_context(base_url=live_stack.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(STARTER)
    page.get_by_label("Your solution, Python").fill(REFERENCE)
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(re.compile(r"/labs/submissions/\d+/"))
    standing(page, "passed")
    context.close()


def test_the_filter_narrows_the_map_while_one_types(quiet: Page):
    quiet.goto("/labs/")
    quiet.get_by_label("Search").press_sequentially("attention")
    expect(quiet.locator("#map")).not_to_contain_text("Activation functions")
    expect(quiet).to_have_url(re.compile("search=attention"))


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_holds_at_this_width_and_in_this_theme(quiet: Page, width: int, scheme: str):
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    quiet.goto("/labs/multi-head-attention/?from=starter")
    send(quiet, (ATTENTION / "misconceptions/not-scaled.py").read_text(encoding="utf-8"))
    standing(quiet, "failed")
    quiet.locator("#diagnosis > summary").click()
    expect(quiet.locator("#diagnosis")).to_contain_text("The scores are not scaled")
    assert quiet.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(quiet, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()
