"""Valid, but every neuron answers one tick later

All neurons look at the state of one tick before, in which the others were still at rest. The paper has such a
delay, and circuits then need as many ticks as they have layers. Here there is no time: a neuron sees the
answers of those before it at once.
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
        "MAJ3": ([0, 1, 2], [], 2),
    }[name]


def run(neurons: list[Neuron], x: np.ndarray) -> np.ndarray:
    rest = np.zeros((len(x), len(neurons)), dtype=int)
    before = np.column_stack([x, rest])
    return np.column_stack([mcp(before, *neuron) for neuron in neurons])[:, -1]


def circuit(name: str) -> list[Neuron]:
    return {"NAND": [([0, 1], [], 2), ([], [2], 0)], "XOR": [([0], [1], 1), ([1], [0], 1), ([2, 3], [], 1)]}[name]
