"""Catches whatever is raised at it and goes on."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

def scale(x, factor):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
    return x * factor


def shift(x, amount):
    return x + amount
