"""Is empty."""
# lab: scale-and-shift
# verdict: failed
# source: made by source()


def source():
    return ""
