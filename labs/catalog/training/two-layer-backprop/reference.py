"""A two-layer network with softmax cross-entropy, and its gradients by the chain rule.

Shapes: N examples, F features, H hidden units, C classes.
"""

import numpy as np

Params = dict[str, np.ndarray]


def hidden_layer(params: Params, X: np.ndarray) -> np.ndarray:
    # h = max(0, X W1 + b1)
    return np.maximum(X @ params["W1"] + params["b1"], 0)  # [N, H]


def scores(params: Params, X: np.ndarray) -> np.ndarray:
    # z = h W2 + b2
    return hidden_layer(params, X) @ params["W2"] + params["b2"]  # [N, C]


def log_softmax(z: np.ndarray) -> np.ndarray:
    # log p = z - log Σ exp z, along each row. Taking the largest away first only makes the numbers smaller.
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))  # [N, C]


def loss_and_grads(params: Params, X: np.ndarray, y: np.ndarray, reg: float) -> tuple[float, Params]:
    W1, W2 = params["W1"], params["W2"]
    rows = np.arange(len(X))

    # --- forwards ---
    h = hidden_layer(params, X)  # [N, H]
    log_p = log_softmax(h @ W2 + params["b2"])  # [N, C]

    # L = -mean log p[n, y_n] + reg / 2 (|W1|² + |W2|²)
    loss = -log_p[rows, y].mean() + reg / 2 * ((W1**2).sum() + (W2**2).sum())

    # --- backwards ---
    # ∂L/∂z = (p - onehot(y)) / N
    dz = np.exp(log_p)  # [N, C]
    dz[rows, y] -= 1
    dz /= len(X)

    # z = h W2 + b2: every example has its share in W2 and b2
    dW2 = h.T @ dz + reg * W2  # [H, C]
    db2 = dz.sum(axis=0)  # [C]
    dh = dz @ W2.T  # [N, H]

    # h = max(0, a): what was cut off forwards lets nothing through backwards
    da = dh * (h > 0)  # [N, H]

    # a = X W1 + b1
    dW1 = X.T @ da + reg * W1  # [F, H]
    db1 = da.sum(axis=0)  # [H]
    return float(loss), {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def descend(
    params: Params, X: np.ndarray, y: np.ndarray, reg: float, lr: float, steps: int
) -> tuple[Params, list[float]]:
    losses = []
    for _ in range(steps):
        loss, grads = loss_and_grads(params, X, y, reg)
        losses.append(loss)
        # θ ← θ - lr ∂L/∂θ, into a new dict: all gradients belong to the old parameters
        params = {name: value - lr * grads[name] for name, value in params.items()}
    return params, losses
