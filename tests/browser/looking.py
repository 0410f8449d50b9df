"""Looking at a page, at both widths and in both themes: what it complains of, what axe finds, whether it fits."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Look = Callable[[Page], list[str]]
OTHER_WIDTH = {1440: 360, 360: 1440}
OTHER_THEME = {"light": "dark", "dark": "light"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Those of them that look at colours, which are all that a theme changes.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
AXE = Axe().axe_script
WAIT_MS = 60_000
# Left by the page that is gone when the next one is opened: nobody misses the answer.
LEFT = "net::ERR_ABORTED"
# Told by the browser itself, whatever the policy: a frame or a script that breaks it.
REPORTS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
  (window.reports ??= []).push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`))"""
# What the browser and htmx say in the console of an answer that is no success, or does not come.
REFUSED = ("Failed to load resource", "Response Status Error Code", "htmx:afterRequest", "htmx:sendError")
AT_REST = """() => {
  const charts = [...document.querySelectorAll(".chart[data-source]")];
  return !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")
    && charts.every((one) => one.matches(".drawn, .failed") || !one.checkVisibility());
}"""
# A fold whose content comes from the server is opened by the states that are about it.
OPEN_FOLDS = "() => { for (const fold of document.querySelectorAll('main details')) fold.open = true; }"
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return [document.documentElement.scrollWidth, ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 90))].map(String);
}"""
MOVING = """() => document.getAnimations()
  .filter((one) => one.playState === "running" && one.effect.getComputedTiming().duration > 1)
  .map((one) => one.effect.target.outerHTML.slice(0, 90))"""


class Watch:
    """What a page and everything it loads complains of, from the moment on that it is watched."""

    def __init__(self, page: Page, refusals: bool = False) -> None:
        """`refusals`: the page is to answer with an error status, or with none."""
        self.page, self.refusals = page, refusals
        self.heard: list[str] = []
        page.on("console", lambda message: self.hear(message) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("requestfailed", self.hear_failure)

    def hear(self, message: Any) -> None:
        if not (self.refusals and message.text.startswith(REFUSED)):
            self.heard.append(f"console: {message.text} {message.location.get('url', '')}")

    def hear_failure(self, request: Any) -> None:
        if request.failure != LEFT:
            self.heard.append(f"not loaded: {request.url} {request.failure}")

    def complaints(self) -> list[str]:
        """What was heard since the last time this was asked, the policy's reports included."""
        heard, self.heard = self.heard, []
        reports = self.page.evaluate("() => window.reports?.splice(0) ?? []")
        return heard + [f"policy: {report}" for report in reports]


def size(width: int) -> ViewportSize:
    return {"width": width, "height": 900 if width > 800 else 740}


@contextmanager
def looking(
    browser: Browser, url: str, width: int, theme: str, session: str = "", **more: Any
) -> Iterator[BrowserContext]:
    """A window of this width in this theme, of the local owner or of who has the session."""
    context = browser.new_context(
        base_url=url, viewport=size(width), color_scheme=theme, locale="en-GB", timezone_id="UTC", **more
    )
    context.set_default_timeout(WAIT_MS)
    context.add_init_script(REPORTS)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    yield context
    context.close()


def at_rest(page: Page) -> None:
    """Waits for what the page loads after itself: partials that come with it, charts."""
    page.wait_for_function(AT_REST, timeout=2 * WAIT_MS)


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong at WCAG 2.2 AA, or by the rules that are named."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options)", {"runOnly": only, "resultTypes": ["violations"]})["violations"]
    return [
        f"axe {one['id']}: {' '.join(map(str, node['target']))} {node['html'][:120]} ({node.get('failureSummary', '')[:160]})"
        for one in found
        for node in one["nodes"][:2]
    ]


def too_wide(page: Page) -> list[str]:
    return [f"wider than the window: {one}" for one in page.evaluate(WIDER)]


def moving(page: Page) -> list[str]:
    """What moves although less motion is asked for."""
    return [f"moves: {one}" for one in page.evaluate(MOVING)]


def seen(page: Page) -> list[str]:
    """All that is wrong with a page in its present state, its folds opened, in both themes."""
    at_rest(page)
    wrong = too_wide(page)
    page.evaluate(OPEN_FOLDS)
    return wrong + seen_as_it_stands(page)


def seen_as_it_stands(page: Page) -> list[str]:
    """As `seen`, with folded what is folded."""
    at_rest(page)
    return too_wide(page) + moving(page) + violations(page) + in_the_other_theme(page)


def in_the_other_theme(page: Page) -> list[str]:
    """Only colours differ there."""
    theme = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
    page.emulate_media(color_scheme=OTHER_THEME[theme])
    at_rest(page)
    found = violations(page, COLOUR_RULES)
    page.emulate_media(color_scheme=theme)
    return [f"in the {OTHER_THEME[theme]} theme: {one}" for one in found]


def seen_at_both_widths(page: Page, look: Look = seen) -> list[str]:
    """Once as it is, and once more in the same window after it was made narrow, or wide."""
    wrong, width = look(page), page.viewport_size["width"]
    other = OTHER_WIDTH[width]
    page.set_viewport_size(size(other))
    wrong += [f"at {other} px: {one}" for one in look(page)]
    page.set_viewport_size(size(width))
    return wrong


def assert_right(found: Mapping[str, list[str]]) -> None:
    """Fails with everything that is wrong, page by page."""
    assert not any(found.values()), "\n" + "\n".join(
        f"{place}: {one}" for place, wrong in found.items() for one in wrong
    )
