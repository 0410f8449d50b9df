"""The editor of roadmaps and the vault in a real browser: by keys, by dragging, and for everyone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TEXT = "# Edited in a browser\n## Begin\n- [ ] One\n- [ ] Two\n- [ ] Three\n"
SLUG = "edited-in-a-browser"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def editor(page: Page) -> Page:
    """The editor of a roadmap of three topics, each time anew."""
    page.goto(f"/path/edit/{SLUG}/delete/")
    if page.get_by_role("button", name="Delete the roadmap").count():
        page.get_by_role("button", name="Delete the roadmap").click()
    page.goto("/path/import/")
    page.get_by_label("Or the text itself").fill(TEXT)
    page.get_by_role("button", name="Show what will change").click()
    page.get_by_role("button", name="Make the roadmap").click()
    page.goto(f"/path/edit/{SLUG}/")
    return page


def titles(page: Page, *expected: str) -> None:
    expect(page.locator(".edit-title")).to_have_text(list(expected))


def test_topics_are_moved_nested_and_removed_by_keys_and_taken_back(editor: Page) -> None:
    editor.get_by_role("link", name="Two", exact=True).focus()
    editor.keyboard.press("Alt+ArrowUp")
    titles(editor, "Two", "One", "Three")
    expect(editor.get_by_role("link", name="Two", exact=True)).to_be_focused()
    editor.keyboard.press("ArrowDown")
    expect(editor.get_by_role("link", name="One", exact=True)).to_be_focused()
    editor.keyboard.press("Alt+ArrowRight")
    expect(editor.locator("#said")).to_have_text("Put “One” under “Two”.")
    expect(editor.locator(".edit-topics .edit-topics .edit-title")).to_have_text("One")
    expect(editor.get_by_role("link", name="One", exact=True)).to_be_focused()
    editor.keyboard.press("Delete")
    titles(editor, "Two", "Three")
    expect(editor.locator(".edit-bar")).to_contain_text("Removed “One”; it is kept until you confirm.")
    editor.get_by_role("button", name="Undo").click()
    titles(editor, "Two", "One", "Three")


def test_a_topic_is_dragged_to_its_place_and_confirmed(editor: Page) -> None:
    rows = editor.locator(".edit-row")
    rows.nth(2).locator(".edit-grip").drag_to(rows.nth(0), target_position={"x": 20, "y": 3})
    titles(editor, "Three", "One", "Two")
    editor.get_by_role("link", name="See what will change").click()
    expect(editor.locator(".change-title")).to_have_text("Three")
    editor.get_by_role("button", name="Make these changes").click()
    expect(editor.locator(".topic-title")).to_have_text(["Three", "One", "Two"])


def test_a_lab_is_linked_and_the_changes_follow_the_text(editor: Page) -> None:
    editor.get_by_role("link", name="Two", exact=True).click()
    expect(editor.locator("datalist option[value='lab:activation-zoo']")).to_have_count(1)
    editor.get_by_label("Link a lab").fill("lab:activation-zoo")
    editor.get_by_role("button", name="Link it").click()
    expect(editor.locator(".edit-row .tag")).to_have_text("activation-zoo")
    editor.get_by_role("link", name="Edit as Markdown").click()
    whole = editor.get_by_label("The roadmap")
    whole.fill(whole.input_value().replace("Three", "Drei"))
    expect(editor.locator("#changes")).to_contain_text("before “Three”")


def test_axe_finds_nothing(editor: Page) -> None:
    editor.locator(".edit-up").nth(1).click()
    titles(editor, "Two", "One", "Three")
    editor.locator(".edit-title").first.click()
    expect(editor.get_by_label("Words")).to_be_visible()
    found = {editor.url: Axe().run(editor, options=RULES)}
    for address in (f"/path/drafts/{SLUG}/", f"/path/edit/{SLUG}/text/", "/path/import/", "/account/vault/"):
        editor.goto(address)
        found[address] = Axe().run(editor, options=RULES)
    assert {where: answer.generate_report() for where, answer in found.items() if answer.violations_count} == {}
