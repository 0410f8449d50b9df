"""Makes its functions by closures and partial application."""
# lab: scale-and-shift

import functools
import operator

import numpy as np


def elementwise(operation):
    def apply(x, value):
        return operation(x, x.dtype.type(value))

    return apply


scale = elementwise(operator.mul)
shift = functools.partial(lambda operation, x, value: operation(x, x.dtype.type(value)), np.add)
