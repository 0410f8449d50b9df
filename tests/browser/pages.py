"""Which pages there are: every address of the URL table, asked once, sorted by what it answers."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from typing import Any, NamedTuple

from django.urls import get_resolver

from tests.browser.filling import LONG_ROADMAP
from tests.every_row import filled, named_at
from tests.routes import Route, walked

BUILT_IN = "deep-learning-step-by-step"
TOPIC = "activation-functions"
# What everybody has: the built-in roadmaps and the labs.
SHARED = {"/path/": {"slug": BUILT_IN, "key": TOPIC}, "/labs/": {"slug": "activation-zoo"}}
# What an address has to be asked for, without which it answers with 404 or with another address.
QUERIES = {
    "/habits/time/beside/": "?lab=activation-zoo",
    "/labs/%(slug)s/diff/": "?older=%(older)s&newer=%(newer)s",
    "/path/edit/%(slug)s/topic/": "?spot=begin/single-own",
    **{
        f"/proofs/{what}/": "?topic=single-own"
        for what in ("artefacts/add", "links/add", "readings/add", "teach-backs/new")
    },
    "/notes/beside/": "?lab=activation-zoo",
    "/notes/complete/": "?q=lab:activation",
}
# The same address with something else behind it, or asked something else.
MORE = (
    f"/path/{LONG_ROADMAP}/",
    f"/path/edit/{LONG_ROADMAP}/",
    f"/path/{BUILT_IN}/",
    f"/path/{BUILT_IN}/{TOPIC}/",
    "/labs/?search=attention",
    "/labs/?search=nothing-is-called-so",
    "/notes/?search=step",
    "/notes/?search=nothing-says-so",
    "/labs/mcp-neuron/",
    "/labs/multi-head-attention/?from=starter",
)


# Hundreds of the same row: what asks every row is asked of a page of few rows of that kind.
LARGE = (f"/path/{LONG_ROADMAP}/", f"/path/edit/{LONG_ROADMAP}/", f"/path/{BUILT_IN}/")
KINDS = ("page", "partial", "file", "elsewhere", "refused", "missing")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Answer(NamedTuple):
    """`kind` is page, partial, file, elsewhere (a redirect), refused (no GET) or missing."""

    address: str
    kind: str


def routes() -> list[Route]:
    """Every address of the site but those of the API, of which no page is made."""
    return [route for route in sorted(set(walked(get_resolver().url_patterns))) if not route.is_api]


def addresses(rows: dict[str, dict[str, Any]]) -> list[str]:
    """Each address with the rows' names in it, and what else is to be seen there."""
    return [*(address(route, rows) for route in routes()), *MORE]


def address(route: Route, rows: dict[str, dict[str, Any]]) -> str:
    template = route.template + QUERIES.get(route.template, "")
    return filled(template, tuple(re.findall(r"%\((\w+)\)s", template)), rows)


def shared_addresses() -> list[str]:
    """The addresses that are somebody's who has nothing: those that name no row, or one that all have."""
    theirs = [route for route in routes() if set(route.names) <= set(named_at(route.template, SHARED))]
    return [address(route, SHARED) for route in theirs if "%" not in QUERIES.get(route.template, "")]


def sorted_by_kind(url: str, addresses: list[str], session: str = "") -> dict[str, list[str]]:
    """The addresses by what they answer (see Answer)."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for answer in (asked(url, address, session) for address in dict.fromkeys(addresses)):
        found.setdefault(answer.kind, []).append(answer.address)
    return found


def asked(url: str, address: str, session: str = "") -> Answer:
    """What the address answers, to the holder of the session or else to the local owner."""
    request = urllib.request.Request(url + address, headers={"Cookie": f"sessionid={session}"} if session else {})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request, timeout=60) as answer:
            return Answer(address, kind_of(answer))
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Answer(address, {302: "elsewhere", 405: "refused", 404: "missing"}.get(refusal.code, str(refusal)))


def kind_of(answer: Any) -> str:
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return "file"
    return "page" if b"<html" in answer.read() else "partial"
