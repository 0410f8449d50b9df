"""Valid, but this is the sigmoid form of GELU

x σ(1.702 x) is the quick approximation that the GELU paper names and some models use. It differs from the exact
function by up to 0.02. This lab asks for the exact one, x times the normal distribution's share below x;
`math.erf` gives it.
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
    return np.maximum(x, 0)


def relu_grad(x):
    return (x > 0).astype(x.dtype)


def leaky_relu(x, a):
    return np.where(x > 0, x, a * x)


def leaky_relu_grad(x, a):
    return np.where(x > 0, 1, a).astype(x.dtype)


erf = np.vectorize(math.erf, otypes=[float])


def normal_share_below(x):
    return (0.5 * (1 + erf(x / math.sqrt(2)))).astype(x.dtype)


def gelu(x):
    return x * sigmoid(1.702 * x)


def gelu_grad(x):
    s = sigmoid(1.702 * x)
    return s + 1.702 * x * s * (1 - s)


def gelu_tanh(x):
    return 0.5 * x * (1 + np.tanh(C * (x + 0.044715 * x**3)))


def gelu_tanh_grad(x):
    t = np.tanh(C * (x + 0.044715 * x**3))
    du = C * (1 + 3 * 0.044715 * x**2)
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * du
