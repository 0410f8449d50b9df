"""`make screens`: a picture of every page, at both widths and in both themes, of an installation with half a year in it.

The installation is made for it in a folder of its own and thrown away; a Gradus that runs here is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests import chromium
from tests.stack import ROOT, Stack, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

SCREENS = ROOT / "var" / "screens"
WINDOWS = [(width, theme) for width in (1440, 360) for theme in ("light", "dark")]
LONGEST = 16_000  # pixels; Chromium draws no taller picture


def name_of(address: str) -> str:
    """`/notes/1/edit/` is called notes-1-edit, and / is today."""
    return re.sub(r"\W+", "-", address).strip("-")[:120] or "today"


def take(context: BrowserContext, address: str, file: Path) -> None:
    from tests.browser.looking import at_rest

    page = context.new_page()
    page.goto(address)
    at_rest(page)
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": max(740, min(height, LONGEST))})
    at_rest(page)
    page.screenshot(path=file)
    page.close()


def take_all(browser: Browser, url: str, addresses: list[str], session: str) -> None:
    """Pictures of the pages, as <page>-<width>-<theme>.png."""
    from tests.browser.looking import looking

    for width, theme in WINDOWS:
        with looking(browser, url, width, theme, session, reduced_motion="reduce") as context:
            for address in addresses:
                take(context, address, SCREENS / f"{name_of(address)}-{width}-{theme}.png")
        print(f"{len(addresses)} pages, {width} px, {theme}", flush=True)


def moved_in(stack: Stack) -> str:
    """The cookie of the learner of the demonstration, whose half-year is in the installation from now on."""
    print("Half a year of a learner is being made.", flush=True)
    made = stack.manage("demo")
    if made.returncode:
        raise SystemExit(made.stderr)
    code = "from tests.browser.filling import session_of as of; from roadmap.demo.learner import learners as all_of"
    return stack.manage("shell", "--no-imports", "-c", f"{code}; print(of(all_of()[0]))").stdout.split()[-1]


def main() -> int:
    found = chromium.find()
    if not found:
        print(f"No pictures: {chromium.why_not()}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="gradus-screens-") as folder:
        os.environ["GRADUS_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "roadmap.settings"
        with running(Stack(Path(folder) / "stack")) as stack:
            return draw(stack, found)


def draw(stack: Stack, chromium_path: str) -> int:
    import django
    from playwright.sync_api import sync_playwright

    django.setup()
    from tests.browser.crawling import one_of_each

    session = moved_in(stack)
    addresses = one_of_each(stack.url, session)
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.getuid() == 0 else [])]
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        take_all(browser, stack.url, addresses, session)
        browser.close()
    print(f"{len(addresses) * len(WINDOWS)} pictures are in {SCREENS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
