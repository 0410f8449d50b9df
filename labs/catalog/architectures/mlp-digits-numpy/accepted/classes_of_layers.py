"""Objects: each layer remembers its input and knows its own way back."""

import numpy as np


class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x.dot(self.W) + self.b

    def backward(self, dy, l2):
        self.dW, self.db = self.x.T.dot(dy) + l2 * self.W, dy.sum(0)
        return dy.dot(self.W.T)


class Relu:
    def forward(self, x):
        self.on = (x > 0).astype(x.dtype)
        return x * self.on

    def backward(self, dy, l2):
        return dy * self.on


def stack(params):
    made = []
    for W, b in params:
        made += [Dense(W, b), Relu()]
    return made[:-1]


def run(net, X):
    for layer in net:
        X = layer.forward(X)
    return X


def standardise(train, other):
    centre, spread = np.mean(train, 0), np.sqrt(np.var(train, 0))
    spread[spread == 0] = 1
    return tuple((x - centre) / spread for x in (train, other))


def init_params(sizes, rng):
    return [(rng.standard_normal((a, b)) * (2 / a) ** 0.5, np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


def forward(params, X):
    return run(stack(params), X)


def loss_and_grads(params, X, y, l2):
    net = stack(params)
    z = run(net, X)
    top = z.max(1)
    log_total = top + np.log(np.exp(z - top[:, None]).sum(1))
    loss = np.mean(log_total - np.take_along_axis(z, y[:, None], 1)[:, 0])
    loss += l2 / 2 * sum(np.vdot(W, W) for W, _ in params)
    dy = (np.exp(z - log_total[:, None]) - np.eye(z.shape[1])[y]) / len(X)
    for layer in reversed(net):
        dy = layer.backward(dy, l2)
    return loss, [(layer.dW, layer.db) for layer in net if isinstance(layer, Dense)]


def batches(n, size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return np.split(order, range(size, n, size))


def predict(params, X):
    return np.argmax(forward(params, X), axis=-1)


def train(X, y, cfg):
    rng = np.random.default_rng(cfg["seed"])
    params = init_params((X.shape[1], cfg["hidden"], len(np.unique(y))), rng)
    for epoch in range(cfg["epochs"]):
        losses = []
        for rows in batches(len(y), cfg["batch_size"], rng):
            loss, grads = loss_and_grads(params, X[rows], y[rows], cfg["l2"])
            losses.append(loss)
            for (W, b), (dW, db) in zip(params, grads):
                W -= cfg["lr"] * dW
                b -= cfg["lr"] * db
        cfg["report"](epoch, loss=np.mean(losses))
    return params
