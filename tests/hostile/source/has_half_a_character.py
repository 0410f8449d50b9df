"""Has half a character in it."""
# lab: scale-and-shift
# verdict: raised | failed
# source: made by source()


def source():
    return 'x = "\ud800"\n'
