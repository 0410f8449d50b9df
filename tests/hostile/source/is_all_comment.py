"""Is a quarter of a megabyte of comment."""
# lab: scale-and-shift
# verdict: failed
# source: made by source()


def source():
    return "#" * 250_000
