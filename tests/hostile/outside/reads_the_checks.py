"""Opens the file that says what will be asked, where a checkout has it."""
# lab: scale-and-shift
# verdict: raised

import os

import runner

root = os.path.dirname(os.path.dirname(runner.__file__))
with open(os.path.join(root, "tests/labs_for_tests/walls/scale-and-shift/checks.py")) as file:
    file.read()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
