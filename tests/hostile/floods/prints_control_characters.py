"""Prints what makes a terminal clear itself, rename itself and answer; its answer is wrong."""
# lab: scale-and-shift
# verdict: failed

def scale(x, factor):
    print("\x1b[2J\x1b]0;owned\x07\x1b[6n\x00\x9b31m\u202e<script>alert(1)</script>")
    x = x + 1
    return x * factor


def shift(x, amount):
    return x + amount
