"""All k directions at once, kept apart by QR

k vectors are multiplied together, and a QR factorisation makes them perpendicular again after each step: the
first goes to the leading direction, the second to the best one perpendicular to it, and so on. A short matrix
is worked on from its short side.
"""

import numpy as np


def top_k_svd(A, k):
    if A.shape[0] < A.shape[1]:
        V, s, Ut = top_k_svd(A.T, k)
        return Ut.T, s, V.T
    gram = A.T @ A
    gram = gram / np.trace(gram)
    start = np.random.RandomState(7).normal(size=(gram.shape[0], min(k + 2, gram.shape[0])))
    Q = np.linalg.qr(start)[0]
    for _ in range(2000):
        new = np.linalg.qr(gram @ Q)[0]
        done = np.abs(np.abs((new * Q).sum(axis=0)) - 1).max() < 1e-14
        Q = new
        if done:
            break
    Q = Q[:, :k]
    image = A @ Q
    s = np.sqrt((image**2).sum(axis=0))
    order = np.argsort(-s)
    return (image / s)[:, order], s[order], Q.T[order]


def pca(X, k):
    centred = X - X.mean(axis=0, keepdims=True)
    components = top_k_svd(centred, k)[2]
    scores = centred @ components.T
    return scores, components, scores.var(axis=0, ddof=1)
