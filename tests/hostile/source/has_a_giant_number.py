"""Has a number of two hundred thousand digits."""
# lab: scale-and-shift
# verdict: raised
# source: made by source()


def source():
    return "x = " + "9" * 200_000 + "\n"
