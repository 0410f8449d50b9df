"""A matrix of endings

How often each line excites and inhibits is counted into two vectors; then one product with the lines gives the
count and another the number of vetoes, for all rows at once. XOR is written with NOR and AND.
"""

import numpy as np


def endings(lines, d):
    return np.bincount(np.asarray(lines, dtype=int), minlength=d)


def mcp(x, excitatory, inhibitory, theta):
    d = x.shape[1]
    count = x @ endings(excitatory, d)
    vetoes = x @ endings(inhibitory, d)
    return np.where(vetoes > 0, False, count >= theta)


def gate(name):
    table = {"OR": (2, 1), "AND": (2, 2), "MAJ3": (3, 2)}
    if name in table:
        d, theta = table[name]
        return list(range(d)), [], theta
    return [], [0] if name == "NOT" else [0, 1], 0


def run(neurons, x):
    n, d = x.shape
    lines = np.zeros((n, d + len(neurons)), dtype=int)
    lines[:, :d] = x
    for k, neuron in enumerate(neurons):
        lines[:, d + k] = mcp(lines[:, : d + k], *neuron)
    return lines[:, -1]


def circuit(name):
    both = ([0, 1], [], 2)
    if name == "NAND":
        return [both, ([], [2], 0)]
    return [both, ([], [0, 1], 0), ([], [2, 3], 0)]
