"""Calls the result of a call of a call, three thousand deep."""
# lab: scale-and-shift
# verdict: raised | crashed
# source: made by source()


def source():
    return "f" + "()" * 3_000 + "\n"
