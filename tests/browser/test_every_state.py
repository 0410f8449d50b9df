"""The states of the pages that a walk does not meet: at both widths, in both themes, for everyone."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import render
from django.test import RequestFactory
from playwright.sync_api import Browser, Locator, Page, Response, TimeoutError

from tests.browser.conftest import Open
from tests.browser.filling import Filled
from tests.browser.looking import WAIT_MS, Watch, assert_right, at_rest, looking, seen, seen_at_both_widths
from tests.browser.pages import LARGE
from tests.browser.states import STATES
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

WINDOWS = ((1440, "light"), (360, "dark"))
# What the console says of a connection that the test itself has cut.
CUT = "net::ERR_INTERNET_DISCONNECTED"
# Statuses of a form that is shown again with what is wrong with it.
SHOWN_AGAIN = (200, 302, 400, 409, 413, 422)

FORMS = "main form[method=post]:has(:is(input, textarea, select)[required])"
SAID = "main :is([role=alert], .errorlist, [aria-invalid=true], .error, .warning), #messages .message"
SEND_EMPTY = """form => {
  for (const field of form.querySelectorAll(":is(input, textarea, select)[required]")) field.value = "";
  form.noValidate = true;
  form.requestSubmit();
}"""


@pytest.mark.parametrize("name", STATES)
def test_the_state_is_right(browser: Browser, house: Stack, filled: Filled, name: str) -> None:
    learner, make = STATES[name]
    found = {}
    for width, theme in WINDOWS:
        with looking(
            browser, house.url, width, theme, filled.sessions.get(learner, ""), reduced_motion="reduce"
        ) as one:
            page = one.new_page()
            watch = Watch(page, refusals=True)
            make(page, filled)
            found[str(width)] = seen(page) + [one for one in watch.complaints() if CUT not in one]
    assert_right(found)


def shown(name: str, owner: User) -> HttpResponse:
    """A page that a running installation shows on bad days."""
    request = RequestFactory().get("/")
    request.user = owner
    return render(request, f"{name}.html", {"exception": "Nothing was changed."})


def put(page: Page, html: str) -> None:
    """Shows the page at an address of the house, under the house's policy."""
    policy = page.goto("/account/").headers["content-security-policy"]
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
    page.route("**/seldom/", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("/seldom/")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "405", "500"])
def test_a_page_that_is_seldom_seen_is_right(window: Open, owner: User, name: str) -> None:
    html, found = shown(name, owner).content.decode(), {}
    for width, theme in WINDOWS:
        page = window("newcomer", width, theme, reduced_motion="reduce").new_page()
        watch = Watch(page)
        put(page, html)
        found[str(width)] = seen(page) + watch.complaints()
    assert_right(found)


def refused_forms(page: Page, watch: Watch, address: str) -> dict[str, list[str]]:
    """Sends each form of the page with all that it requires left out; says what is wrong with what comes back."""
    found = {}
    page.goto(address)
    for number in range(page.locator(FORMS).count()):
        page.goto(address)
        at_rest(page)
        try:
            status = send_empty(page, page.locator(FORMS).nth(number))
        except TimeoutError as late:
            found[f"{address} form {number + 1}"] = [f"is not answered: {late}"]
            continue
        wrong = seen_at_both_widths(page) + watch.complaints()
        if status not in SHOWN_AGAIN:
            wrong.append(f"answered {status}")
        if not page.locator(SAID).count():
            wrong.append("nothing says what is missing")
        found[f"{address} form {number + 1}"] = wrong
    return found


def send_empty(page: Page, form: Locator) -> int:
    """The status of the answer, once the page shows it."""
    where = form.evaluate(
        "form => new URL(form.getAttribute('hx-post') ?? form.getAttribute('action') ?? '', location).pathname"
    )

    def answers(answer: Response) -> bool:
        return answer.request.method == "POST" and urlsplit(answer.url).path == where

    by_htmx = form.evaluate("form => { window.before = true; return form.hasAttribute('hx-post'); }")
    with page.expect_response(answers, timeout=WAIT_MS) as answer:
        form.evaluate(SEND_EMPTY)
    if not by_htmx:
        page.wait_for_function("() => !window.before", timeout=WAIT_MS)
    at_rest(page)
    return answer.value.status


def test_a_form_sent_empty_says_what_is_missing(window: Open, of_owner: dict[str, list[str]]) -> None:
    page = window("", 360, "dark", reduced_motion="reduce").new_page()
    watch, found = Watch(page, refusals=True), {}
    for address in of_owner["page"]:
        if address not in LARGE:
            found |= refused_forms(page, watch, address)
    assert_right(found)
    assert len(found) > 10
