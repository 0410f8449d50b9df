"""Asking the stack what it does

A layer without a bend is known once its answers are known for the zero vector (the bias) and for each unit
vector (the bias plus one column of W). `collapse` sends those through the stack. Columns are examples inside
`dense`.
"""

import numpy as np


def dense(x, W, b, act=None):
    z = (W @ x.T + b[:, np.newaxis]).T
    if act is not None:
        z = act(z)
    return z


def mlp(x, params, act):
    for W, b in params[:-1]:
        x = act(x @ W.transpose() + b)
    W, b = params[-1]
    return np.add(np.matmul(x, W.transpose()), b)


def n_params(sizes):
    weights = np.dot(sizes[:-1], sizes[1:])
    return int(weights + np.sum(sizes[1:]))


def collapse(params):
    first = params[0][0]
    i = first.shape[1]
    asked = np.concatenate([np.zeros((1, i), first.dtype), np.eye(i, dtype=first.dtype)])
    answers = asked
    for W, b in params:
        answers = dense(answers, W, b)
    bias = answers[0]
    return (answers[1:] - bias).T, bias
