"""Negates a hundred thousand times."""
# lab: scale-and-shift
# verdict: raised | crashed
# source: made by source()


def source():
    return "x = " + "-" * 100_000 + "1\n"
