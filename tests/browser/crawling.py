"""One page of every kind that a learner's own pages lead to, found by following their links."""

from __future__ import annotations

import html
import re
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.browser.pages import routes

LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')


def route_of(address: str) -> str:
    """The pattern of the URL table that the address follows; empty where it follows none."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def read(url: str, address: str, session: str) -> str:
    """The page at the address; empty where there is none."""
    request = urllib.request.Request(url + address, headers={"Cookie": f"sessionid={session}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            words = answer.read().decode() if is_page else ""
            return words if "<html" in words else ""
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return ""


def one_of_each(url: str, session: str) -> list[str]:
    """Addresses of pages, the first that is met of each route."""
    waiting = [route.template for route in routes() if not route.names]
    met, found = {route_of(address) for address in waiting}, []
    while waiting:
        address = waiting.pop(0)
        page = read(url, address, session)
        if not page:
            continue
        found.append(address)
        for link in map(html.unescape, LINK.findall(page)):
            route = route_of(link)
            if route and route not in met and not link.startswith("/api/"):
                met.add(route)
                waiting.append(link)
    return sorted(found)
