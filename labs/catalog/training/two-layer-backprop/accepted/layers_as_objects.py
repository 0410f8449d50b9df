"""Layers that keep what they saw

Each layer is an object with `forward` and `backward`; forwards it keeps what it will need, backwards it takes the
gradient of its output and gives that of its input. The bias is one more row of the weights, with an input that
is always 1, and the labels are a matrix.
"""

import numpy as np


class Dense:
    def __init__(self, W, b):
        self.stacked = np.concatenate([W, b[None]])

    def forward(self, x):
        self.x = np.concatenate([x, np.ones((len(x), 1), x.dtype)], axis=1)
        return self.x @ self.stacked

    def backward(self, dy):
        grad = np.einsum("ni,no->io", self.x, dy)
        self.dW, self.db = grad[:-1], grad[-1]
        return np.einsum("no,io->ni", dy, self.stacked[:-1])


class Relu:
    def forward(self, x):
        self.open = (x > 0).astype(x.dtype)
        return x * self.open

    def backward(self, dy):
        return dy * self.open


class CrossEntropy:
    def forward(self, z, y):
        z = z - np.amax(z, axis=-1, keepdims=True)
        e = np.exp(z)
        sums = e.sum(axis=-1, keepdims=True)
        self.p, self.y = e / sums, y
        return float(np.mean(np.log(sums[:, 0]) - np.take_along_axis(z, y[:, None], axis=1)[:, 0]))

    def backward(self):
        n, c = self.p.shape
        labels = (np.arange(c) == self.y[:, None]).astype(self.p.dtype)
        return (self.p - labels) / n


def layers_of(params):
    return [Dense(params["W1"], params["b1"]), Relu(), Dense(params["W2"], params["b2"])]


def scores(params, X):
    for layer in layers_of(params):
        X = layer.forward(X)
    return X


def loss_and_grads(params, X, y, reg):
    first, relu, second = layers_of(params)
    criterion = CrossEntropy()
    loss = criterion.forward(second.forward(relu.forward(first.forward(X))), y)
    first.backward(relu.backward(second.backward(criterion.backward())))
    grads = {"W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db}
    for name in ("W1", "W2"):
        loss += 0.5 * reg * float(np.square(params[name]).sum())
        grads[name] = grads[name] + reg * params[name]
    return loss, grads


def descend(params, X, y, reg, lr, steps):
    losses = []
    for _ in range(steps):
        loss, grads = loss_and_grads(params, X, y, reg)
        params = {name: params[name] - lr * grads[name] for name in params}
        losses.append(loss)
    return params, losses
