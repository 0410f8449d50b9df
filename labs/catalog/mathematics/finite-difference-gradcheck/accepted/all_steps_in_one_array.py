"""All steps in one array, and entry by entry

The rows of a scaled identity matrix are all steps at once, and the gradient is read off a list of calls. Each
entry is compared by its own size; entries next to nothing beside the largest are compared by that.
"""

import numpy as np


def grad_fd(f, x, eps=6e-6):
    x = np.asarray(x, dtype=np.float64)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    rise = [f(x + step) - f(x - step) for step in steps]
    return np.reshape(rise, x.shape) / (2 * eps)


def gradcheck(f, g, x):
    numeric = grad_fd(f, x, 1e-4)
    analytic = g(np.array(x, dtype=np.float64))
    if np.shape(analytic) != numeric.shape:
        return False
    floor = 1e-3 * np.abs(numeric).max()
    with np.errstate(invalid="ignore"):
        near = np.abs(analytic - numeric) <= 1e-4 * np.maximum(np.abs(numeric), floor)
    return near.all()
