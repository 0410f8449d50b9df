"""The neuron of McCulloch and Pitts.

Lines carry 0 or 1 and are numbered from 0: line k is column k of x [n, d]. A neuron is (excitatory, inhibitory, theta): the
numbers of the lines that excite it, of those that inhibit it, and its threshold.
"""

import numpy as np

Neuron = tuple[list[int], list[int], float]


def mcp(x: np.ndarray, excitatory: list[int], inhibitory: list[int], theta: float) -> np.ndarray:
    """0 or 1 for each row of x [n, d]: 1 where no inhibitory line is on and at least `theta` excitatory ones are."""
    raise NotImplementedError


def gate(name: str) -> Neuron:
    """One neuron that computes "AND" or "OR" of two lines, "NOT" of one, "NOR" of two, or "MAJ3", two or more of three."""
    raise NotImplementedError


def run(neurons: list[Neuron], x: np.ndarray) -> np.ndarray:
    """What the last neuron answers [n], when the first may use the d lines of x [n, d] and each later one also those before it.

    The first neuron's answer is line d, the second's line d + 1, and so on.
    """
    raise NotImplementedError


def circuit(name: str) -> list[Neuron]:
    """Neurons for `run`, the last of which computes "NAND" or "XOR" of two lines."""
    raise NotImplementedError
