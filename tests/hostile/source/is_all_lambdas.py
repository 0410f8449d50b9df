"""Nests lambdas three hundred deep."""
# lab: scale-and-shift
# verdict: raised | crashed
# source: made by source()


def source():
    return "x = " + "lambda: " * 300 + "1\nraise SystemExit\n"
