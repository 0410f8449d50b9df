"""AND and OR have each other's threshold

Two lines are on where the count reaches 2, and at least one where it reaches 1. Write the four rows of each
table beside their counts.
"""

import numpy as np

Neuron = tuple[list[int], list[int], float]


def mcp(x: np.ndarray, excitatory: list[int], inhibitory: list[int], theta: float) -> np.ndarray:
    count = x[:, excitatory].sum(axis=1)
    vetoed = x[:, inhibitory].any(axis=1)
    return ((count >= theta) & ~vetoed).astype(int)


def gate(name: str) -> Neuron:
    return {
        "AND": ([0, 1], [], 1),
        "OR": ([0, 1], [], 2),
        "NOT": ([], [0], 0),
        "NOR": ([], [0, 1], 0),
        "MAJ3": ([0, 1, 2], [], 2),
    }[name]


def run(neurons: list[Neuron], x: np.ndarray) -> np.ndarray:
    for excitatory, inhibitory, theta in neurons:
        fires = mcp(x, excitatory, inhibitory, theta)
        x = np.column_stack([x, fires])
    return x[:, -1]


def circuit(name: str) -> list[Neuron]:
    return {"NAND": [([0, 1], [], 2), ([], [2], 0)], "XOR": [([0], [1], 1), ([1], [0], 1), ([2, 3], [], 1)]}[name]
