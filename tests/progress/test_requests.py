"""What every page says of a request that takes long or fails, and that nothing typed is lost by it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

TITLE = "Typed while the server was gone"
WAIT_MS = 60_000


def held(page: Page, address: str) -> list[Route]:
    """From now on requests to this address wait here until they are let go."""
    waiting: list[Route] = []
    page.route(address, lambda route: waiting.append(route))
    return waiting


def test_a_request_that_takes_long_shows_that_it_is_under_way(page: Page) -> None:
    page.goto("/notes/new/")
    expect(page.locator("#preview")).to_contain_text("Nothing to show yet", timeout=WAIT_MS)
    line = page.get_by_role("progressbar", name="Waiting for the server")
    expect(line).to_be_hidden()
    waiting = held(page, "**/notes/preview/")
    page.get_by_label("Text", exact=True).fill("Slow")
    expect(line).to_be_visible(timeout=WAIT_MS)
    waiting.pop().continue_()
    expect(page.locator("#preview")).to_contain_text("Slow", timeout=WAIT_MS)
    expect(line).to_be_hidden()


def test_a_request_without_an_answer_is_said_and_tried_again_with_what_is_typed(page: Page) -> None:
    page.goto("/notes/new/")
    expect(page.locator("#preview")).to_contain_text("Nothing to show yet", timeout=WAIT_MS)
    page.route("**/notes/preview/", lambda route: route.abort())
    page.get_by_label("Text", exact=True).fill("Before")
    expect(page.locator("#messages")).to_contain_text("The server did not answer.", timeout=WAIT_MS)
    page.unroute("**/notes/preview/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#preview")).to_contain_text("Before", timeout=WAIT_MS)
    expect(page.locator("#messages")).to_be_empty()


@pytest.mark.parametrize(
    ("status", "words"), [(500, "The server failed (500)"), (403, "no longer signed in"), (404, "no longer there")]
)
def test_a_refusal_without_words_of_its_own_gets_some(page: Page, status: int, words: str) -> None:
    page.route("**/notes/preview/", lambda route: route.fulfill(status=status, body=""))
    page.goto("/notes/new/")
    expect(page.locator("#messages")).to_contain_text(words, timeout=WAIT_MS)
    expect(page.locator("#messages").get_by_role("button")).to_have_text(
        "Try again" if status == 500 else "Reload the page"
    )


def type_a_paper(page: Page) -> None:
    page.goto("/papers/")
    page.goto("/papers/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Abstract").fill("Two lines,\nboth of them.")


def is_in_the_form_again(page: Page) -> None:
    expect(page.get_by_label("Title")).to_have_value(TITLE, timeout=WAIT_MS)
    expect(page.get_by_label("Abstract")).to_have_value("Two lines,\nboth of them.")
    expect(page.locator("#messages")).to_contain_text("It is in the form again")


@pytest.mark.parametrize("by", ["its own address", "a page between"])
def test_what_the_server_failed_at_is_in_the_form_again(page: Page, by: str) -> None:
    type_a_paper(page)
    failure = {"status": 500, "body": "<h1>It failed</h1>", "content_type": "text/html"}
    page.route(
        "**/papers/new/",
        lambda route: route.fulfill(**failure) if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="It failed")).to_be_visible(timeout=WAIT_MS)
    if by == "its own address":
        page.goto("/papers/new/")
    else:
        page.goto("/papers/")
        page.get_by_role("button", name="Go back to it").click()
    is_in_the_form_again(page)


def test_what_arrived_is_not_given_back(page: Page) -> None:
    page.goto("/papers/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible(timeout=WAIT_MS)
    page.go_back(wait_until="load")
    expect(page.get_by_role("button", name="Add", exact=True)).to_be_visible()
    assert page.evaluate("() => sessionStorage.getItem('gradus-typed')") is None
    expect(page.locator("#messages")).to_be_empty()


def test_a_form_that_is_shown_again_elsewhere_says_only_what_is_wrong_with_it(page: Page) -> None:
    page.goto("/plan/")
    page.get_by_label("hours a week").fill("1000")
    page.locator("#questions").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/plan/save/"), timeout=WAIT_MS)
    expect(page.get_by_label("hours a week")).to_have_value("1000")
    expect(page.locator("main [role=alert]")).to_contain_text("Nothing was kept yet")
    expect(page.locator("#messages")).not_to_contain_text("held in this window")
