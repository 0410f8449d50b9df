"""Follows two thousand dots that compile."""
# lab: scale-and-shift
# verdict: raised | crashed | failed
# source: made by source()


def source():
    return "import numpy\nnumpy" + ".a" * 2_000 + "\n"
