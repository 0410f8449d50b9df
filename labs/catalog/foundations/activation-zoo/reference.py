"""Six activation functions and their slopes, element by element, in NumPy."""

import math

import numpy as np

# σ(x) = 1 / (1 + exp(-x)) = exp(x) / (1 + exp(x))
# The left form overflows far below zero, the right one far above it. Written with exp(-|x|), which lies in (0, 1],
# neither does: divide 1 or the small exponential itself by the same denominator.


def sigmoid(x: np.ndarray) -> np.ndarray:
    small = np.exp(-np.abs(x))  # in (0, 1], x's shape
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


# σ' = σ (1 - σ)


def sigmoid_grad(x: np.ndarray) -> np.ndarray:
    s = sigmoid(x)
    return s * (1 - s)


# tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x)), which NumPy computes without overflow


def tanh(x: np.ndarray) -> np.ndarray:
    return np.tanh(x)


# tanh' = 1 - tanh²


def tanh_grad(x: np.ndarray) -> np.ndarray:
    return 1 - np.tanh(x) ** 2


# relu(x) = max(x, 0)


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


# relu'(x) = 1 for x > 0, else 0. At the corner itself any number in [0, 1] would do; we take 0.


def relu_grad(x: np.ndarray) -> np.ndarray:
    return (x > 0).astype(x.dtype)


# leaky(x) = x for x > 0, else a x


def leaky_relu(x: np.ndarray, a: float) -> np.ndarray:
    return np.where(x > 0, x, a * x)


# leaky'(x) = 1 for x > 0, else a


def leaky_relu_grad(x: np.ndarray, a: float) -> np.ndarray:
    return np.where(x > 0, 1, a).astype(x.dtype)


# Φ(x) = (1 + erf(x / √2)) / 2, the share of a standard normal distribution that lies below x
# φ(x) = exp(-x² / 2) / √(2π), its density, so Φ' = φ

erf = np.vectorize(math.erf, otypes=[np.float64])  # NumPy has no erf; Python's math has it for one number


def normal_share_below(x: np.ndarray) -> np.ndarray:
    return (0.5 * (1 + erf(x / math.sqrt(2)))).astype(x.dtype)


def normal_density(x: np.ndarray) -> np.ndarray:
    return np.exp(-0.5 * x**2) / math.sqrt(2 * math.pi)


# gelu(x) = x Φ(x)


def gelu(x: np.ndarray) -> np.ndarray:
    return x * normal_share_below(x)


# gelu' = Φ + x φ, by the product rule


def gelu_grad(x: np.ndarray) -> np.ndarray:
    return normal_share_below(x) + x * normal_density(x)


# gelu_tanh(x) = x (1 + tanh u) / 2 with u = √(2/π) (x + 0.044715 x³)

C = math.sqrt(2 / math.pi)
CUBIC = 0.044715


def gelu_tanh(x: np.ndarray) -> np.ndarray:
    u = C * (x + CUBIC * x**3)
    return 0.5 * x * (1 + np.tanh(u))


# gelu_tanh' = (1 + tanh u) / 2 + x (1 - tanh² u) u' / 2 with u' = √(2/π) (1 + 3 · 0.044715 x²)


def gelu_tanh_grad(x: np.ndarray) -> np.ndarray:
    t = np.tanh(C * (x + CUBIC * x**3))
    du = C * (1 + 3 * CUBIC * x**2)
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * du
