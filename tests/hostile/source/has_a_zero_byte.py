"""Has a byte in it that ends texts in C."""
# lab: scale-and-shift
# verdict: raised
# source: made by source()


def source():
    return "x = 1\x00\n"
