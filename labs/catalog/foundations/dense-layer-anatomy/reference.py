"""A dense layer, a stack of them, and what they cost, in NumPy.

Shapes: n examples, i inputs, o outputs. A layer is (W [o, i], b [o]): row k of W holds the weights of output k.
"""

from collections.abc import Callable, Sequence

import numpy as np

Act = Callable[[np.ndarray], np.ndarray]
Layer = tuple[np.ndarray, np.ndarray]

# z = x Wᵀ + b, then act on each number of z


def dense(x: np.ndarray, W: np.ndarray, b: np.ndarray, act: Act | None = None) -> np.ndarray:
    z = x @ W.T + b  # [n, o]; b [o] is added to every row
    return z if act is None else act(z)


# a bend after every layer but the last: the last one's numbers are the answer, and may be of any sign and size


def mlp(x: np.ndarray, params: Sequence[Layer], act: Act) -> np.ndarray:
    *hidden, last = params
    for W, b in hidden:
        x = dense(x, W, b, act)  # [n, o of this layer]
    return dense(x, *last)


# o rows of i weights, and o biases


def n_params(sizes: Sequence[int]) -> int:
    return sum(o * i + o for i, o in zip(sizes[:-1], sizes[1:]))


# (x W₁ᵀ + b₁) W₂ᵀ + b₂ = x (W₂ W₁)ᵀ + (W₂ b₁ + b₂)


def collapse(params: Sequence[Layer]) -> Layer:
    W, b = params[0]
    for W2, b2 in params[1:]:
        W, b = W2 @ W, W2 @ b + b2  # [o of this layer, i of the first], [o of this layer]
    return W, b
