"""Masks in place of branches, and loops over single numbers

The sigmoid fills two halves of an empty array, each with the form that is safe there. GELU goes through the
elements one by one with the complementary error function, which keeps its digits far below zero, and the slopes
are written for one number too.
"""

import math

import numpy as np


def sigmoid(x):
    out = np.empty_like(x)
    positive = x >= 0
    out[positive] = 1 / (1 + np.exp(-x[positive]))
    grown = np.exp(x[~positive])
    out[~positive] = grown / (1 + grown)
    return out


def sigmoid_grad(x):
    return sigmoid(x) * sigmoid(-x)


def tanh(x):
    return 2 * sigmoid(2 * x) - 1


def tanh_grad(x):
    return 4 * sigmoid_grad(2 * x)


def relu(x):
    out = x.copy()
    out[out < 0] = 0
    return out


def relu_grad(x):
    out = np.zeros_like(x)
    out[x > 0] = 1
    return out


def leaky_relu(x, a):
    return np.maximum(x, a * x)


def leaky_relu_grad(x, a):
    out = np.full_like(x, a)
    out[x > 0] = 1
    return out


def each(function, x):
    out = np.empty_like(x)
    for i in np.ndindex(x.shape):
        out[i] = function(float(x[i]))
    return out


def gelu(x):
    return each(lambda v: 0.5 * v * math.erfc(-v / math.sqrt(2)), x)


def gelu_grad(x):
    return each(lambda v: 0.5 * math.erfc(-v / math.sqrt(2)) + v * math.exp(-v * v / 2) / math.sqrt(2 * math.pi), x)


def gelu_tanh(x):
    return each(lambda v: 0.5 * v * (1 + math.tanh(math.sqrt(2 / math.pi) * (v + 0.044715 * v**3))), x)


def gelu_tanh_grad(x):
    def slope(v):
        inner = math.sqrt(2 / math.pi) * (v + 0.044715 * v**3)
        rise = math.sqrt(2 / math.pi) * (1 + 0.134145 * v * v)
        return 0.5 * (1 + math.tanh(inner)) + 0.5 * v * (1 - math.tanh(inner) ** 2) * rise

    return each(slope, x)
