"""Compares eighty thousand numbers in one chain."""
# lab: scale-and-shift
# verdict: raised | crashed
# source: made by source()


def source():
    return "x = " + "1 < " * 80_000 + "2\nraise SystemExit\n"
