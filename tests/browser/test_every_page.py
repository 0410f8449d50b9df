"""Every page there is, to who has everything and to who has nothing: at both widths, in both themes, for everyone.

The pages are found by walking the URL table (pages.py): one that is added is looked at by itself. One that has to be
asked for something, or whose address names a row that nobody makes, fails the first test, which says what to do.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import pages
from tests.browser.conftest import Open
from tests.browser.looking import (
    Look,
    Watch,
    assert_right,
    at_rest,
    in_the_other_theme,
    moving,
    seen,
    seen_at_both_widths,
    too_wide,
    violations,
)
from tests.browser.weighing import KB, Scales

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

HEAVIEST = 120 * KB
# A page is opened at each width, and looked at in both themes in either.
WINDOWS = pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
STYLE, DASHBOARD = "/style/", "/dashboard/"
# What a part brings along for other places of its page has none to go to where it is alone.
NO_PLACE = "htmx:oobErrorNoTarget"
# Options without their list box: looked at in the state "links that complete themselves".
OPTIONS = "/notes/complete/"


def complaints_of(context: BrowserContext, address: str, look: Look = seen) -> list[str]:
    """What is wrong with a page, opened in a window of its own with nothing kept from before."""
    page = context.new_page()
    watch, scales = Watch(page), Scales(page)
    page.goto(address)
    weight = scales.weight()
    wrong = look(page) + watch.complaints()
    if weight >= HEAVIEST and address != DASHBOARD:
        wrong.append(f"weighs {weight / KB:.0f} KB")
    page.close()
    return wrong


def all_complaints(context: BrowserContext, addresses: list[str], look: Look = seen) -> dict[str, list[str]]:
    return {address: complaints_of(context, address, look) for address in addresses}


def test_every_address_is_a_page_a_part_a_file_or_a_button(of_owner: dict[str, list[str]]) -> None:
    unknown = {kind: found for kind, found in of_owner.items() if kind not in pages.KINDS}
    unknown["missing"] = [address for address in of_owner["missing"] if address != STYLE]
    assert not any(unknown.values()), (
        f"{unknown}: an address that wants to be asked for something is asked so in QUERIES of tests/browser/pages.py; "
        "one that names a row gets one from the rows.py of its room's tests."
    )
    assert len(of_owner["page"]) > 60


@WINDOWS
def test_to_who_has_everything_every_page_is_right(
    window: Open, of_owner: dict[str, list[str]], width: int, theme: str
) -> None:
    context = window("", width, theme, reduced_motion="reduce")
    assert_right(all_complaints(context, of_owner["page"]))


def test_to_who_has_nothing_every_page_is_right(window: Open, of_newcomer: dict[str, list[str]]) -> None:
    context = window("newcomer", 360, "dark", reduced_motion="reduce")
    assert_right(all_complaints(context, of_newcomer["page"], seen_at_both_widths))


def test_every_part_is_right_wherever_it_is_put(window: Open, of_owner: dict[str, list[str]]) -> None:
    """A part is what a page fetches later: here each is put into a page that has nothing else."""
    page = window("", 360, "dark", reduced_motion="reduce").new_page()
    watch, found = Watch(page), {}
    page.goto("/account/sign-in/")
    for address in (one for one in of_owner["partial"] if not one.startswith(OPTIONS)):
        page.evaluate("address => htmx.ajax('GET', address, { target: '#content', swap: 'innerHTML' })", address)
        at_rest(page)
        found[address] = seen_at_both_widths(page) + [one for one in watch.complaints() if NO_PLACE not in one]
    assert_right(found)
    assert len(found) >= 5


def test_what_is_wrong_with_a_page_is_found(window: Open) -> None:
    """The tests above find nothing; this one shows that they would."""
    page = window("newcomer", 360, "light", reduced_motion="reduce").new_page()
    watch, scales = Watch(page), Scales(page)
    page.goto("/account/sign-in/")
    assert scales.weight() > 10 * KB
    page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend",
        '<img src="/no-such.png"><input><p id="wide">some words</p><p style="color: red">y</p>');
      const wide = document.getElementById("wide");
      Object.assign(wide.style, { width: "500px", color: "#888", background: "#999" });
      wide.animate([{ transform: "none" }, { transform: "translateX(1px)" }], { duration: 1000, iterations: Infinity });
      setTimeout(() => { throw new Error("a script that fails"); });
    }""")
    page.wait_for_function("() => document.querySelector('img:last-of-type').complete")
    page.evaluate("""() => {
      const style = new CSSStyleSheet();
      style.replaceSync("@media (prefers-color-scheme: dark) { h1 { color: #555; background: #666; } }");
      document.adoptedStyleSheets.push(style);
    }""")
    assert too_wide(page)
    assert moving(page)
    assert {one.split()[1] for one in violations(page)} >= {"image-alt:", "label:", "color-contrast:"}
    assert not any("h1" in one for one in violations(page))
    assert any("color-contrast" in one and "h1" in one for one in in_the_other_theme(page))
    heard = " ".join(watch.complaints())
    for wrong in ("a script that fails", "policy: style-src", "no-such.png"):
        assert wrong in heard
