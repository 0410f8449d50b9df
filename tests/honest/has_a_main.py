"""Has a part that only runs when the file is run by itself."""
# lab: scale-and-shift

import numpy as np


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount


def main():
    raise SystemExit(np.array_equal(scale(np.ones(2), 3), np.full(2, 3)))


if __name__ == "__main__":
    main()
