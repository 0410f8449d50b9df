"""Imports the web's side of the house, with its settings and its database."""
# lab: scale-and-shift
# verdict: raised

import labs.models


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
