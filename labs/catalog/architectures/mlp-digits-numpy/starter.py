"""A multilayer perceptron for digits, in NumPy alone. Parameters are a list of (W [in, out], b [out])."""

from collections.abc import Sequence

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]


def standardise(train: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both [N, F] and [M, F] with the mean and standard deviation of `train` alone; constant features become 0."""
    raise NotImplementedError


def init_params(sizes: Sequence[int], rng: np.random.Generator) -> Params:
    """He initialisation: weights of mean 0 and variance 2 / fan_in drawn from `rng`, biases 0."""
    raise NotImplementedError


def forward(params: Params, X: np.ndarray) -> np.ndarray:
    """Logits [N, C] of X [N, F]: ReLU after every layer but the last."""
    raise NotImplementedError


def loss_and_grads(params: Params, X: np.ndarray, y: np.ndarray, l2: float) -> tuple[float, Params]:
    """Mean cross-entropy of labels y [N] plus l2 / 2 times the sum of all squared weights, and its gradients."""
    raise NotImplementedError


def batches(n: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """The numbers 0 to n - 1 in a new random order, cut into index arrays of `size`; the last may be shorter."""
    raise NotImplementedError


def predict(params: Params, X: np.ndarray) -> np.ndarray:
    """The most likely class [N] of each row of X [N, F]."""
    raise NotImplementedError


def train(X: np.ndarray, y: np.ndarray, cfg: dict) -> Params:
    """Fit one hidden layer to X [N, F] and y [N] by mini-batch gradient descent; the same seed gives the same weights.

    `cfg` holds hidden, epochs, batch_size, lr, l2, seed, and `report`: call `cfg["report"](step, loss=...)` now and
    then and the page draws your curve.
    """
    raise NotImplementedError
