"""The states of the pages that have to be made: each function brings a page into one of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.filling import FAILING_LAB, WAITING_LAB, Filled, source_of
from tests.browser.looking import WAIT_MS

Make = Callable[[Page, Filled], None]
OWNER = ""
ROADMAP = "/path/own-roadmap/"
ENDLESS = "\n\ndef relu(x):\n    while True:\n        pass\n"
# Name -> who looks, how it is made.
STATES: dict[str, tuple[str, Make]] = {}


def state(made: Make) -> Make:
    """A state that the local owner sees."""
    STATES[made.__name__] = (OWNER, made)
    return made


def state_of(learner: str) -> Callable[[Make], Make]:
    """A state that the learner of this name sees."""

    def keep(made: Make) -> Make:
        STATES[made.__name__] = (learner, made)
        return made

    return keep


def standing(page: Page, *names: str) -> None:
    expect(page.locator("#attempt")).to_have_attribute("data-standing", re.compile("|".join(names)), timeout=WAIT_MS)


def listening(page: Page) -> None:
    """The page's script hears keys from the moment on that it shows the button of their sheet."""
    expect(page.locator(".keys-open")).to_be_visible(timeout=WAIT_MS)


def write_code(page: Page, source: str) -> None:
    """Puts the code into the editor, as by one key."""
    editor = page.locator(".ace-host")
    expect(editor).to_be_visible(timeout=WAIT_MS)
    editor.evaluate("(host, source) => host.env.editor.setValue(source, 1)", source)


@state
def a_failed_submission(page: Page, filled: Filled) -> None:
    page.goto(f"/labs/submissions/{filled.failed}/")
    standing(page, "failed")
    expect(page.locator("#diagnosis")).to_be_attached()


@state
def the_lab_of_a_failed_submission(page: Page, filled: Filled) -> None:
    page.goto(f"/labs/{FAILING_LAB}/")
    standing(page, "failed")


@state
def a_passed_submission(page: Page, filled: Filled) -> None:
    page.goto(f"/labs/submissions/{filled.passed}/")
    standing(page, "passed")


@state
def a_submission_that_no_runner_takes(page: Page, filled: Filled) -> None:
    page.goto(f"/labs/submissions/{filled.waiting}/")
    standing(page, "queued")


@state
def the_lab_of_a_submission_that_waits(page: Page, filled: Filled) -> None:
    page.goto(f"/labs/{WAITING_LAB}/")
    standing(page, "queued")


@state_of("wrong-at-first")
def a_submission_that_runs_and_is_cancelled(page: Page, filled: Filled) -> None:
    page.goto("/labs/activation-zoo/?from=starter")
    write_code(page, source_of("activation-zoo") + ENDLESS)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#checks .outcome-passed").first).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("button", name="Cancel").click()
    standing(page, "cancelled")


@state_of("wrong-at-first")
def an_empty_file_that_is_refused(page: Page, filled: Filled) -> None:
    page.goto("/labs/activation-zoo/?from=starter")
    write_code(page, "   ")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#refused")).to_contain_text("empty", timeout=WAIT_MS)


@state_of("wrong-at-first")
def an_editor_without_a_connection(page: Page, filled: Filled) -> None:
    page.goto("/labs/mcp-neuron/?from=starter")
    page.context.set_offline(True)
    write_code(page, "# written offline\n")
    expect(page.locator("#draft")).to_contain_text("Connection lost", timeout=WAIT_MS)


@state_of("wrong-at-first")
def a_page_that_does_not_exist(page: Page, filled: Filled) -> None:
    answer = page.goto("/no/such/page/")
    assert answer and answer.status == 404


@state_of("wrong-at-first")
def a_row_that_does_not_exist(page: Page, filled: Filled) -> None:
    answer = page.goto(f"/notes/{filled.note}/")
    assert answer and answer.status == 404


@state_of("wrong-at-first")
def an_address_that_only_a_button_asks(page: Page, filled: Filled) -> None:
    answer = page.goto("/account/sign-out/")
    assert answer and answer.status == 405


@state_of("wrong-at-first")
def a_reference_before_the_lab_is_proven(page: Page, filled: Filled) -> None:
    answer = page.goto("/labs/activation-zoo/reference/")
    assert answer and answer.status == 403


@state_of("wrong-at-first")
def a_form_without_its_token(page: Page, filled: Filled) -> None:
    page.goto("/account/sign-in/")
    page.locator("input[name=csrfmiddlewaretoken]").evaluate("field => field.remove()")
    page.context.clear_cookies(name="csrftoken")
    with page.expect_navigation():
        page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    assert "Sign in" not in page.locator("h1").inner_text()


@state
def a_sign_in_that_does_not_match(page: Page, filled: Filled) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not match")


@state
def a_note_saved_elsewhere_meanwhile(page: Page, filled: Filled) -> None:
    address = f"/notes/{filled.note}/edit/"
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(address)
    for tab in (other, page):
        text = tab.get_by_label("Text", exact=True)
        text.fill(text.input_value() + ("\nOnce more." if tab is page else "\nAnd more."))
        tab.get_by_role("button", name="Save").click()
        tab.wait_for_load_state()
    other.close()
    expect(page.get_by_role("alert")).to_contain_text("saved elsewhere while you wrote")


@state
def links_that_complete_themselves(page: Page, filled: Filled) -> None:
    page.goto("/notes/new/")
    page.get_by_label("Text", exact=True).press_sequentially("see [[lab:activation-z")
    expect(page.get_by_role("option").first).to_be_visible(timeout=WAIT_MS)


@state
def a_preview_of_everything_a_note_can_say(page: Page, filled: Filled) -> None:
    page.goto("/notes/new/")
    page.get_by_label("Text", exact=True).fill(
        "# A\n\n| a | b |\n|---|---|\n| $x^2$ | [[lab:activation-zoo]] |\n\n```python\nx = 1\n```\n"
    )
    expect(page.locator("#preview table")).to_be_visible(timeout=WAIT_MS)


@state_of("newcomer")
def the_sheet_of_keys(page: Page, filled: Filled) -> None:
    page.goto("/labs/activation-zoo/")
    listening(page)
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible(timeout=WAIT_MS)


@state
def a_topic_that_is_opened_in_place(page: Page, filled: Filled) -> None:
    page.goto(ROADMAP)
    title = page.locator(".topic-title").first
    title.click()
    expect(page.locator(".topic-panel .panel").first).to_be_visible(timeout=WAIT_MS)
    expect(title).to_have_attribute("aria-expanded", "true")


@state
def a_topic_that_is_edited_in_place(page: Page, filled: Filled) -> None:
    page.goto("/path/edit/own-roadmap/")
    page.locator(".edit-title").first.click()
    expect(page.get_by_label("Words")).to_be_visible(timeout=WAIT_MS)


@state
def a_roadmap_before_it_is_taken_in(page: Page, filled: Filled) -> None:
    page.goto("/path/import/")
    page.get_by_label("Or the text itself").fill(
        "# Looked at\n## Begin\n- [ ] One\n    - [x] Two\n- [ ] Three #milestone\n"
    )
    page.get_by_role("button", name="Show what will change").click()
    expect(page.get_by_role("button", name="Make")).to_be_visible(timeout=WAIT_MS)


@state
def a_vault_before_it_is_taken_in(page: Page, filled: Filled) -> None:
    page.goto("/account/vault/")
    vault = page.context.request.get("/account/vault/export/").body()
    page.locator("input[type=file]").set_input_files(
        {"name": "vault.zip", "mimeType": "application/zip", "buffer": vault}
    )
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("#changes")).not_to_be_empty(timeout=WAIT_MS)


@state_of("wrong-at-first")
def a_token_that_is_shown_once(page: Page, filled: Filled) -> None:
    page.goto("/account/")
    page.get_by_label("Name").fill("A notebook")
    page.get_by_role("button", name="Make a token").click()
    expect(page.locator("main")).to_contain_text(re.compile("cannot be shown again|once"), timeout=WAIT_MS)


@state_of("newcomer")
def an_explanation_shown_to_a_mentor(page: Page, filled: Filled) -> None:
    page.goto(f"/proofs/shared/{filled.rows['/proofs/shared/']['invitation']}/")
    expect(page.locator("main")).to_contain_text("quercitron")


@state
def an_explanation_in_review(page: Page, filled: Filled) -> None:
    page.goto(filled.explaining)
    expect(page.get_by_label("In your own words")).to_be_visible()


@state_of("newcomer")
def the_theme_that_was_chosen_by_hand(page: Page, filled: Filled) -> None:
    page.goto("/labs/activation-zoo/")
    switch = page.get_by_role("button", name="Theme")
    dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    while page.locator("html").get_attribute("data-theme") != ("light" if dark else "dark"):
        switch.click()
