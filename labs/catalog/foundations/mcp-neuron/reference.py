"""The neuron of McCulloch and Pitts (1943): it counts, and one inhibitory line silences it.

Shapes: n rows of d lines, each 0 or 1. A neuron is (excitatory, inhibitory, theta): two lists of lines and a number.
"""

import numpy as np

Neuron = tuple[list[int], list[int], float]

# fires  <=>  no inhibitory line is 1, and at least theta of the excitatory lines are


def mcp(x: np.ndarray, excitatory: list[int], inhibitory: list[int], theta: float) -> np.ndarray:
    count = x[:, excitatory].sum(axis=1)  # [n]; a line named twice counts twice
    vetoed = x[:, inhibitory].any(axis=1)  # [n]
    return ((count >= theta) & ~vetoed).astype(int)  # [n]


# with no excitatory line the count is always 0: a neuron that fires unless it is silenced has the threshold 0


def gate(name: str) -> Neuron:
    return {
        "AND": ([0, 1], [], 2),
        "OR": ([0, 1], [], 1),
        "NOT": ([], [0], 0),
        "NOR": ([], [0, 1], 0),
        "MAJ3": ([0, 1, 2], [], 2),
    }[name]


# each neuron's answer becomes one line more, which the neurons after it may use


def run(neurons: list[Neuron], x: np.ndarray) -> np.ndarray:
    for excitatory, inhibitory, theta in neurons:
        fires = mcp(x, excitatory, inhibitory, theta)  # [n]
        x = np.column_stack([x, fires])  # [n, lines so far]
    return x[:, -1]


# NAND = NOT (a AND b)        XOR = (a, not b) OR (b, not a)


def circuit(name: str) -> list[Neuron]:
    return {
        "NAND": [([0, 1], [], 2), ([], [2], 0)],
        "XOR": [([0], [1], 1), ([1], [0], 1), ([2, 3], [], 1)],
    }[name]
