"""Adds fifty thousand numbers in one line, deeper than a visitor of trees can walk."""
# lab: scale-and-shift
# verdict: raised | crashed
# source: made by source()


def source():
    return "total = " + "+".join(["1"] * 50_000) + "\n"
