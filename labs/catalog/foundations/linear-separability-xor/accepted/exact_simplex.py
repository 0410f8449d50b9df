"""The simplex method in fractions

Two linear programs that mirror each other: either the mixture exists, or the prices at which the first phase of
the simplex method stops are a line. Floats are fractions, so everything is exact: no tolerance anywhere, and
Bland's rule keeps it from going in circles.
"""

from fractions import Fraction

import numpy as np


def separable(X, y):
    # find a >= 0 with sum a_i y_i (x_i, 1) = 0 and sum a_i = 1
    rows = [[Fraction(float(v)) * int(s) for v, s in zip(column, y)] for column in X.T]
    rows += [[Fraction(int(s)) for s in y], [Fraction(1)] * len(y)]
    m, n = len(rows), len(y)
    # one artificial variable for each equation, which the first phase tries to bring down to 0
    table = [
        row + [Fraction(int(i == j)) for j in range(m)] + [Fraction(int(i == m - 1))] for i, row in enumerate(rows)
    ]
    basis = list(range(n, n + m))
    cost = [-sum(row[j] for row in table) for j in range(n)] + [Fraction(0)] * m + [-sum(row[-1] for row in table)]
    while True:
        entering = next((j for j in range(n + m) if cost[j] < 0), None)
        if entering is None:
            break
        ratios = [(row[-1] / row[entering], basis[i], i) for i, row in enumerate(table) if row[entering] > 0]
        _, _, leaving = min(ratios)
        pivot = table[leaving][entering]
        table[leaving] = [v / pivot for v in table[leaving]]
        for row in [*(r for i, r in enumerate(table) if i != leaving), cost]:
            factor = row[entering]
            if factor:
                row[:] = [v - factor * p for v, p in zip(row, table[leaving])]
        basis[leaving] = entering
    if cost[-1] == 0:
        a = np.zeros(n)
        for i, j in enumerate(basis):
            if j < n:
                a[j] = float(2 * table[i][-1])
        return False, a
    # reduced costs of the artificial variables: 1 - price
    prices = [float(1 - cost[n + i]) for i in range(m)]
    return True, (-np.array(prices[:-2]), -prices[-2])


def lift(X):
    return (X[:, 0] * X[:, 1]).reshape(-1, 1)
