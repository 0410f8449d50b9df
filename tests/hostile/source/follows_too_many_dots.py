"""Follows five thousand dots in one line."""
# lab: scale-and-shift
# verdict: raised | crashed | failed
# source: made by source()


def source():
    return "import numpy\nnumpy" + ".a" * 5_000 + "\n"
