"""Checks of the McCulloch-Pitts lab."""

from itertools import product

import numpy as np

from runner.checks import Check, Difference, Kind, case, gaps, transposed

TRUTH = {
    "AND": (2, all),
    "OR": (2, any),
    "NOT": (1, lambda x: not x[0]),
    "NOR": (2, lambda x: not any(x)),
    "MAJ3": (3, lambda x: sum(x) >= 2),
    "NAND": (2, lambda x: not all(x)),
    "XOR": (2, lambda x: x[0] != x[1]),
}
MOST_NEURONS = 20


def every(d):
    """All 2^d rows of d lines."""
    return np.array(list(product((0, 1), repeat=d)))


def as_numbers(answer):
    return (np.asarray(answer) * 1).tolist()


def plain(neuron):
    excitatory, inhibitory, theta = neuron
    return {"excitatory": [int(i) for i in excitatory], "inhibitory": [int(i) for i in inhibitory], "theta": theta}


def fires(neuron, lines):
    """Whether a neuron fires, as the judge works it out."""
    if any(lines[i] for i in neuron["inhibitory"]):
        return False
    return sum(lines[i] for i in neuron["excitatory"]) >= float(neuron["theta"])


def wrong_rows(neurons, name):
    """What a wiring gets wrong, by the judge's own neurons."""
    d, truth = TRUTH[name]
    if not 1 <= len(neurons) <= MOST_NEURONS:
        yield f"{len(neurons)} neurons came back; 1 to {MOST_NEURONS} are asked."
        return
    for position, neuron in enumerate(neurons):
        used = neuron["excitatory"] + neuron["inhibitory"]
        if not all(0 <= i < d + position for i in used):
            yield f"Neuron {position} of {name} uses lines {used}; there are 0 to {d + position - 1}."
            return
    for row in product((0, 1), repeat=d):
        lines = list(row)
        for neuron in neurons:
            lines.append(int(fires(neuron, lines)))
        if lines[-1] != int(truth(row)):
            shown = {"expected": f"{row} -> {int(truth(row))}", "got": f"{row} -> {lines[-1]}"}
            yield Difference(f"As {name} it answers {lines[-1]} to {row}; {int(truth(row))} is asked.", shown)
            return


class Counts(Check):
    """A neuron without inhibition fires where at least theta of its excitatory lines are on."""

    def cases(self, rng):
        for d, excitatory in ((2, [0, 1]), (3, [2, 0]), (3, [1]), (5, [0, 1, 3, 4])):
            for theta in range(len(excitatory) + 2):
                yield case(x=every(d), excitatory=excitatory, theta=theta)
        yield case(x=gaps(every(4)), excitatory=[0, 2, 3], theta=2)
        yield case(x=transposed(rng.permutation(every(5))[:11]), excitatory=[4, 1, 2], theta=2)
        yield case(x=np.array([[1, 0, 1]]), excitatory=[0, 1, 2], theta=2)

    def probe(code, x, excitatory, theta):
        return as_numbers(code.mcp(x, excitatory, [], theta))


class CountsTwice(Check):
    """A line that is named twice counts twice: it has two endings on this neuron."""

    def cases(self, rng):
        yield case(x=every(2), excitatory=[0, 0, 1], theta=2)
        yield case(x=every(3), excitatory=[1, 2, 1, 0, 1], theta=3)

    def probe(code, x, excitatory, theta):
        return as_numbers(code.mcp(x, excitatory, [], theta))


class Veto(Check):
    """One active inhibitory line silences the neuron, however strongly it is excited."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for d, excitatory, inhibitory, theta in (
            (1, [], [0], 0),
            (2, [0], [1], 1),
            (2, [0, 1], [0], 1),
            (3, [0], [1, 2], 0),
            (4, [0, 1, 3], [2], 1),
            (5, [0, 1, 2], [3, 4], 2),
            (4, [3, 3, 3], [0, 1], 1),
        ):
            yield case(x=every(d), excitatory=excitatory, inhibitory=inhibitory, theta=theta)
        for _ in range(3):
            lines = rng.permutation(6).tolist()
            yield case(x=every(6), excitatory=lines[:3], inhibitory=lines[3:5], theta=int(rng.integers(1, 3)))

    def probe(code, x, excitatory, inhibitory, theta):
        return as_numbers(code.mcp(x, excitatory, inhibitory, theta))


class Gates(Check):
    """`gate` wires one neuron for each name. The judge tries it on every input, with a neuron of its own."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for name in ("NOT", "OR", "AND", "NOR", "MAJ3"):
            yield case(name=name)

    def probe(code, name):
        return plain(code.gate(name))

    def judge(self, case, got, expected):
        yield from wrong_rows([got.value], case["name"])


class Chained(Check):
    """`run` lets each neuron use the lines of x and the answers before its own; the last one counts."""

    def cases(self, rng):
        yield case(x=every(2), neurons=[[[0, 1], [], 2]])
        yield case(x=every(2), neurons=[[[0, 1], [], 1], [[], [2], 0]])
        yield case(x=every(2), neurons=[[[0, 1], [], 2], [[0, 1], [2], 1]])
        yield case(x=every(3), neurons=[[[0, 1], [], 1], [[2], [3], 1], [[3, 4], [1], 1]])
        yield case(x=every(1), neurons=[[[], [0], 0], [[], [1], 0], [[1], [2], 1], [[2, 3], [], 1]])
        yield case(x=rng.permutation(every(4)), neurons=[[[0, 1, 2], [], 2], [[], [4], 0]])
        for size in (4, 6):
            neurons = []
            for lines in range(4, 4 + size):
                older, last = rng.permutation(lines - 1).tolist(), lines - 1
                neurons.append([[last, older[0]], [older[1]], 1] if len(neurons) % 2 else [[older[0]], [last], 1])
            yield case(x=every(4), neurons=neurons)

    def probe(code, x, neurons):
        return as_numbers(code.run([tuple(neuron) for neuron in neurons], x))


class Circuits(Check):
    """`circuit` wires NAND and XOR, which no single one of these neurons can compute. The judge runs the wiring."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for name in ("NAND", "XOR"):
            yield case(name=name)

    def probe(code, name):
        return [plain(neuron) for neuron in code.circuit(name)]

    def judge(self, case, got, expected):
        yield from wrong_rows(got.value, case["name"])
