"""Activation functions and their slopes.

Every function takes a float array `x` of any shape and returns a new array of x's shape and dtype. The functions
that end in `_grad` return the slope f'(x) at each element of `x`; nothing is multiplied onto it.
"""

import numpy as np


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), without overflow for any x between -10 000 and 10 000."""
    raise NotImplementedError


def sigmoid_grad(x: np.ndarray) -> np.ndarray:
    """The slope of sigmoid at x. `x` is what went into sigmoid, not what came out."""
    raise NotImplementedError


def tanh(x: np.ndarray) -> np.ndarray:
    """The hyperbolic tangent."""
    raise NotImplementedError


def tanh_grad(x: np.ndarray) -> np.ndarray:
    """The slope of tanh at x."""
    raise NotImplementedError


def relu(x: np.ndarray) -> np.ndarray:
    """x where it is positive, 0 elsewhere."""
    raise NotImplementedError


def relu_grad(x: np.ndarray) -> np.ndarray:
    """The slope of relu at x; 0 at x = 0."""
    raise NotImplementedError


def leaky_relu(x: np.ndarray, a: float) -> np.ndarray:
    """x where it is positive, a * x elsewhere, with 0 <= a < 1."""
    raise NotImplementedError


def leaky_relu_grad(x: np.ndarray, a: float) -> np.ndarray:
    """The slope of leaky_relu at x; `a` at x = 0."""
    raise NotImplementedError


def gelu(x: np.ndarray) -> np.ndarray:
    """x times the probability that a standard normal variable is below x, correct to 2e-6."""
    raise NotImplementedError


def gelu_grad(x: np.ndarray) -> np.ndarray:
    """The slope of gelu at x, correct to 2e-6."""
    raise NotImplementedError


def gelu_tanh(x: np.ndarray) -> np.ndarray:
    """The approximation of gelu by tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))."""
    raise NotImplementedError


def gelu_tanh_grad(x: np.ndarray) -> np.ndarray:
    """The slope of gelu_tanh (of the approximation itself, not of gelu) at x."""
    raise NotImplementedError
