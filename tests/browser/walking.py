"""A page walked with Tab alone: every stop is reached, shows that it has the focus, and is not covered."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, Route

from tests.browser.looking import at_rest

AT_ONCE = 20
MOST_STOPS = 1500
# A key that is released comes after the focus has moved and the page has scrolled to it. Whether a stop shows that it
# has the focus is told by the next: then it has to look otherwise, itself or what is around it.
LISTEN = """() => {
  const stops = new Set();
  const wrong = [];
  let last = null;
  window.walk = { stops, wrong, around: false };
  const drawn = (style) => [style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor,
    style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine].join();
  const look = (one) => {
    const looks = ["::before", "::after"].map((part) => drawn(getComputedStyle(one, part)));
    for (let around = one, n = 0; around && n < 5; around = around.parentElement, n += 1) looks.push(drawn(getComputedStyle(around)));
    return looks.join(";");
  };
  const told = (one) => `${one.outerHTML.slice(0, 120)} in ${location.pathname}`;
  const isBare = (one) => {
    for (const { left, top, width, height } of one.getClientRects())
      for (const [x, y] of [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]]) {
        const hit = document.elementFromPoint(left + width * x, top + height * y);
        if (hit && (one.contains(hit) || hit.contains(one) && hit.matches("label"))) return true;
      }
    return false;
  };
  addEventListener("keyup", ({ key }) => {
    const one = document.activeElement;
    if (key !== "Tab" || one === last?.one) return;
    if (last?.one.isConnected && look(last.one) === last.look) wrong.push(`focus is not seen on ${told(last.one)}`);
    last = null;
    if (!one || one === document.body) return;
    if (stops.has(one)) {
      if (one === stops.values().next().value && stops.size > 1) window.walk.around = true;
      return;
    }
    stops.add(one);
    last = { one, look: look(one) };
    if (!isBare(one)) wrong.push(`covered while it has the focus: ${told(one)}`);
  }, true);
}"""
MISSED = """() => {
  const { stops } = window.walk;
  const isReached = (one) => stops.has(one) || one.matches("[type=radio]")
    && [...stops].some((stop) => stop.type === "radio" && stop.name === one.name && stop.form === one.form);
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && !one.matches(":disabled, [type=hidden]") && !one.closest("[inert], .ace_editor, svg.main-svg"))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length && !isReached(one))
    .map((one) => `Tab never reaches ${one.outerHTML.slice(0, 120)}`);
}"""


def hold(route: Route) -> None:
    """Lets no answer of htmx come any more: one that changes the page would change what there is to walk to."""
    if "hx-request" not in route.request.headers:
        route.continue_()


def walked_by_tab(page: Page) -> list[str]:
    """From the top of the page round to the top again; what is wrong on the way."""
    at_rest(page)
    page.route("**/*", hold)
    page.evaluate(LISTEN)
    for _ in range(MOST_STOPS // AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        if page.evaluate("() => window.walk.around"):
            break
    else:
        return [
            f"Tab goes on for ever, at last on {page.evaluate('() => document.activeElement.outerHTML.slice(0, 120)')}"
        ]
    found: Any = page.evaluate("() => window.walk.wrong") + page.evaluate(MISSED)
    return list(found)


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus."""
    target.wait_for(state="visible")
    for _ in range(MOST_STOPS):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")
