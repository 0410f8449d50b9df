"""Fetches a page."""
# lab: scale-and-shift
# verdict: raised

import urllib.request

urllib.request.urlopen("http://127.0.0.1:80/", timeout=1)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
