"""What a page weighs: bytes on the wire of itself and all it loads, compressed, with nothing kept from before."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext

from tests.browser.looking import at_rest

KB = 1024
EDITOR = "/django_ace/"


class Scales:
    """Hears of every request of a page. A stream of events goes on for ever and is left out."""

    def __init__(self, session: Any) -> None:
        self.waiting: set[str] = set()
        self.left_out: set[str] = set()
        self.sizes: dict[str, int] = {}
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


def weight(context: BrowserContext, address: str) -> int:
    """The bytes of a page, the editor of code left out."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    scales = Scales(session)
    page.goto(address)
    at_rest(page)
    while scales.waiting:
        page.wait_for_event("requestfinished")
    page.close()
    return sum(scales.sizes.values())
