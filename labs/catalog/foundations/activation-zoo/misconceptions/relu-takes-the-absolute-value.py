"""The negative half is folded up instead of cut off

`np.abs(x)` turns -3 into 3; the ReLU turns it into 0. A unit that answers alike to x and -x cannot say which it
saw, and its slope there is -1 instead of 0. Keep the larger of x and 0.
"""

import math

import numpy as np

C = math.sqrt(2 / math.pi)


def sigmoid(x):
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


def sigmoid_grad(x):
    s = sigmoid(x)
    return s * (1 - s)


def tanh(x):
    return np.tanh(x)


def tanh_grad(x):
    return 1 - np.tanh(x) ** 2


def relu(x):
    return np.abs(x)


def relu_grad(x):
    return np.sign(x)


def leaky_relu(x, a):
    return np.where(x > 0, x, a * x)


def leaky_relu_grad(x, a):
    return np.where(x > 0, 1, a).astype(x.dtype)


erf = np.vectorize(math.erf, otypes=[float])


def normal_share_below(x):
    return (0.5 * (1 + erf(x / math.sqrt(2)))).astype(x.dtype)


def gelu(x):
    return x * normal_share_below(x)


def gelu_grad(x):
    return normal_share_below(x) + x * np.exp(-0.5 * x**2) / math.sqrt(2 * math.pi)


def gelu_tanh(x):
    return 0.5 * x * (1 + np.tanh(C * (x + 0.044715 * x**3)))


def gelu_tanh_grad(x):
    t = np.tanh(C * (x + 0.044715 * x**3))
    du = C * (1 + 3 * 0.044715 * x**2)
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * du
