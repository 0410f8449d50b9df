"""One safe function for all of them

tanh never overflows, and the sigmoid is a tanh in disguise: σ(x) = (1 + tanh(x / 2)) / 2. The tanh form of GELU
is then x σ(2u), and the error function of the exact one is summed from a published rational approximation
(Abramowitz and Stegun 7.1.26, error below 1.5e-7), so that no loop over elements is left.
"""

import numpy as np

ROOT_HALF = 0.5**0.5
U = (2 / np.pi) ** 0.5


def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


def sigmoid_grad(x):
    return 0.25 * (1 - np.tanh(0.5 * x) ** 2)


def tanh(x):
    return np.tanh(x)


def tanh_grad(x):
    t = np.tanh(x)
    return (1 - t) * (1 + t)


def relu(x):
    return x * (x > 0)


def relu_grad(x):
    return np.where(x > 0, np.ones_like(x), np.zeros_like(x))


def leaky_relu(x, a):
    return np.clip(x, 0, None) + a * np.clip(x, None, 0)


def leaky_relu_grad(x, a):
    return np.array(a, x.dtype) + np.array(1 - a, x.dtype) * (x > 0)


def erf(z):
    t = 1 / (1 + 0.3275911 * np.abs(z))
    polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(z) * (1 - polynomial * np.exp(-z * z))


def gelu(x):
    return 0.5 * x * (1 + erf(ROOT_HALF * x))


def gelu_grad(x):
    return 0.5 * (1 + erf(ROOT_HALF * x)) + x * np.exp(-0.5 * x * x) * float((2 * np.pi) ** -0.5)


def gelu_tanh(x):
    return x * sigmoid(2 * U * (x + 0.044715 * x * x * x))


def gelu_tanh_grad(x):
    u = U * (x + 0.044715 * x * x * x)
    s = sigmoid(2 * u)
    return s + 2 * x * s * (1 - s) * U * (1 + 0.134145 * x * x)
