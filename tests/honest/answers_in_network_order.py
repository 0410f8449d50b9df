"""Works in big-endian numbers, as a file of MNIST is read."""
# lab: scale-and-shift

import numpy as np


def in_network_order(x):
    return np.asarray(x).astype(np.asarray(x).dtype.newbyteorder(">"))


def scale(x, factor):
    return in_network_order(in_network_order(x) * factor)


def shift(x, amount):
    return in_network_order(in_network_order(x) + amount)
