"""`train` takes the rows as they lie

`batches` shuffles, and `train` does not use it: its batches are cut from 0 to n - 1, the same in every epoch.
Where the rows are sorted in any way, a whole batch holds one class, and the last steps of an epoch forget the
first ones. The score on shuffled data does not show it. Take new `batches` in each epoch.
"""

import numpy as np


def standardise(train, other):
    mean = train.mean(axis=0)  # [F]
    std = train.std(axis=0)  # [F]
    std = np.where(std > 0, std, 1.0)  # a feature that never changes stays at 0
    return (train - mean) / std, (other - mean) / std


def init_params(sizes, rng):
    # W ~ N(0, 2 / fan_in): keeps the spread of the activations through ReLUs (He et al. 2015)
    return [
        (rng.normal(size=(fan_in, fan_out)) * np.sqrt(2.0 / fan_in), np.zeros(fan_out))
        for fan_in, fan_out in zip(sizes[:-1], sizes[1:])
    ]


def forward(params, X):
    return activations(params, X)[-1]


def activations(params, X):
    """The input and what every layer makes of it; ReLU on all but the last."""
    made = [X]
    for layer, (W, b) in enumerate(params):
        z = made[-1] @ W + b  # [N, out]
        made.append(z if layer == len(params) - 1 else np.maximum(z, 0.0))
    return made


def loss_and_grads(params, X, y, l2):
    made = activations(params, X)
    n = len(X)

    # p = softmax(z), the largest logit of each row taken away first
    z = made[-1] - made[-1].max(axis=1, keepdims=True)  # [N, C]
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))  # [N, C]
    # L = -mean(log p_y) + l2 / 2 * sum(W^2)
    loss = -log_p[np.arange(n), y].mean() + 0.5 * l2 * sum((W**2).sum() for W, _ in params)

    # dL/dz = (p - onehot(y)) / N
    delta = np.exp(log_p)  # [N, C]
    delta[np.arange(n), y] -= 1.0
    delta /= n

    grads = []
    for (W, _), below in zip(reversed(params), reversed(made[:-1])):
        grads.append((below.T @ delta + l2 * W, delta.sum(axis=0)))  # [in, out], [out]
        delta = (delta @ W.T) * (below > 0)  # [N, in]
    return loss, grads[::-1]


def batches(n, size, rng):
    order = rng.permutation(n)
    return [order[start : start + size] for start in range(0, n, size)]


def predict(params, X):
    return forward(params, X).argmax(axis=1)


def train(X, y, cfg):
    rng = np.random.default_rng(cfg["seed"])
    params = init_params([X.shape[1], cfg["hidden"], int(y.max()) + 1], rng)
    step = 0
    for _ in range(cfg["epochs"]):
        for start in range(0, len(X), cfg["batch_size"]):
            rows = slice(start, start + cfg["batch_size"])
            loss, grads = loss_and_grads(params, X[rows], y[rows], cfg["l2"])
            params = [(W - cfg["lr"] * dW, b - cfg["lr"] * db) for (W, b), (dW, db) in zip(params, grads)]
            step += 1
        cfg["report"](step, loss=loss)
    return params
