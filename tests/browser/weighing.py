"""What a page weighs: bytes on the wire of itself and all it loads, compressed, with nothing kept from before."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Page

from tests.browser.looking import WAIT_MS, at_rest

KB = 1024
EDITOR = "/django_ace/"
NEXT_FRAME = "() => new Promise((go) => requestAnimationFrame(go))"


class Scales:
    """Hears of every request of a page from now on. A stream of events goes on for ever and is left out."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: set[str] = set()
        self.left_out: set[str] = set()
        self.sizes: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.requestWillBeSent", self.begun)
        session.on("Network.loadingFinished", self.ended)
        session.on("Network.loadingFailed", lambda event: self.waiting.discard(event["requestId"]))

    def begun(self, event: dict[str, Any]) -> None:
        if event.get("type") == "EventSource" or EDITOR in event["request"]["url"]:
            self.left_out.add(event["requestId"])
        else:
            self.waiting.add(event["requestId"])

    def ended(self, event: dict[str, Any]) -> None:
        self.waiting.discard(event["requestId"])
        if event["requestId"] not in self.left_out:
            self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def weight(self) -> int:
        """The bytes of the page as soon as it is at rest, the editor of code left out."""
        at_rest(self.page)
        deadline = time.monotonic() + WAIT_MS / 1000
        while self.waiting:
            assert time.monotonic() < deadline, f"{self.page.url} goes on loading"
            self.page.evaluate(NEXT_FRAME)  # what the browser has to tell is heard meanwhile
        return sum(self.sizes.values())
