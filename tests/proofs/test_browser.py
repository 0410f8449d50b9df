"""Evidence beside a topic in a real browser: kept without leaving the roadmap, explained, answered by keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

ROADMAP = "/path/deep-learning-step-by-step/"
TOPIC = f"{ROADMAP}working-environment/"
HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which no script fails and nothing breaks the content security policy."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert complaints == []


def opened(page: Page, kind: str) -> Locator:
    """The form of one kind beside the topic."""
    form = page.locator(f"#{kind}-of-working-environment details.evidence-form")
    form.locator("summary").first.focus()
    page.keyboard.press("Enter")
    return form


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    return [violation["id"] for violation in found.response["violations"]]


def test_an_artefact_is_hashed_here_kept_in_place_and_the_row_follows(quiet: Page, tmp_path: Path) -> None:
    (tmp_path / "lock.txt").write_text("abc")
    quiet.goto(ROADMAP)
    row = quiet.locator("#row-frameworks--working-environment")
    row.locator(".topic-title").click()
    form = opened(quiet, "artefact")
    form.get_by_label("What it shows").fill("The lock file")
    form.locator("input[type=file]").set_input_files(tmp_path / "lock.txt")
    expect(form.get_by_label("SHA-256")).to_have_value(HASH_OF_ABC)
    form.get_by_role("button", name="Keep").click()
    kept = quiet.locator("#artefact-of-working-environment")
    expect(kept).to_contain_text(f"lock.txt, 3 bytes, SHA-256 {HASH_OF_ABC}")
    expect(row.get_by_role("listitem").filter(has_text="artefact").locator("svg")).to_have_class(
        re.compile("mark-proven")
    )
    expect(row.locator("> .mark")).to_have_class(re.compile("mark-under-way|mark-proven"))
    expect(quiet.locator("#messages")).to_contain_text("Kept: The lock file.")
    assert quiet.url.endswith(ROADMAP)


def test_an_explanation_is_written_and_its_rubric_answered_by_keyboard(quiet: Page) -> None:
    quiet.goto(TOPIC)
    form = opened(quiet, "note")
    form.get_by_label("Your explanation").fill("An environment is a *promise*.")
    quiet.keyboard.press("Tab")
    quiet.keyboard.press("Enter")
    expect(quiet).to_have_url(re.compile(r"/proofs/teach-backs/\d+/$"))
    questions = quiet.locator(".rubric fieldset")
    expect(questions).to_have_count(5)
    for number in range(5):
        questions.nth(number).locator("input").first.focus()
        quiet.keyboard.press("ArrowDown")
    expect(questions.nth(4).locator("input").nth(1)).to_be_checked()
    quiet.keyboard.press("Control+Enter")
    expect(quiet.locator(".teach-back-head")).to_contain_text("Explained: the rubric was met on")
    quiet.goto(TOPIC)
    expect(quiet.locator("#note-of-working-environment h3 svg")).to_have_class(re.compile("mark-proven"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_its_pages_fit_and_are_open_to_everyone(quiet: Page, width: int, scheme: str) -> None:
    quiet.set_viewport_size({"width": width, "height": 900})
    quiet.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    quiet.goto(TOPIC)
    opened(quiet, "artefact")
    opened(quiet, "note").get_by_label("Your explanation").fill("As plainly as it goes.")
    assert_open(quiet, width)
    quiet.locator("#note-of-working-environment button[type=submit]").click()
    expect(quiet.locator(".rubric")).to_be_visible()
    assert_open(quiet, width)
    quiet.get_by_role("button", name="Make a link").click()
    expect(quiet.get_by_label("Link")).to_be_visible()
    quiet.goto(TOPIC)
    quiet.get_by_role("link", name="Details: The lock file").first.click()
    quiet.get_by_role("link", name="Edit").click()
    expect(quiet.get_by_label("Hash a file")).to_be_visible()
    assert_open(quiet, width)
    for address in ("/proofs/", "/path/milestones/"):
        quiet.goto(address)
        assert_open(quiet, width)


def assert_open(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
