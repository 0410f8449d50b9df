"""Checks of the lab on singular vectors.

Singular vectors have no sign of their own, and equal singular values share a plane in which any pair of directions will
do. So the probes return what does not depend on such choices: the values, the approximation that the vectors make
together, and their products with one another.
"""

import numpy as np

from runner.checks import Check, Kind, Tolerance, agree, case, gaps, transposed

# How far a power iteration has come when it is stopped is a matter of taste: three digits are asked.
THREE_DIGITS = Tolerance(rtol=1e-3, atol=1e-3)


def axes(rng, n, r):
    """r perpendicular unit vectors [n, r]."""
    return np.linalg.qr(rng.normal(size=(n, r)))[0]


def matrix(rng, n, m, values=None):
    """A matrix [n, m] with the given singular values, or with ones that fall by at least a tenth each."""
    r = min(n, m)
    values = np.asarray(values or 5 * np.cumprod(rng.uniform(0.5, 0.9, r)))
    return (axes(rng, n, len(values)) * values) @ axes(rng, m, len(values)).T


def differences(got, expected, tolerance):
    if got["shapes"] != expected["shapes"]:
        yield f"The three parts have the shapes {got['shapes']}; {expected['shapes']} are asked."
    else:
        yield from agree(got, expected, tolerance)


def parts_of_svd(code, A, k, scale=1.0):
    U, s, Vt = map(np.asarray, code.top_k_svd(A, k))
    seen = {"shapes": [list(U.shape), list(s.shape), list(Vt.shape)]}
    if seen["shapes"] != [[A.shape[0], k], [k], [k, A.shape[1]]]:
        return seen
    products = {"U.T @ U": U.T @ U, "Vt @ Vt.T": Vt @ Vt.T}
    return {**seen, "s": s / scale, "(U * s) @ Vt": (U * s) @ Vt / scale, **products}


class LeadingVectors(Check):
    """`top_k_svd(A, k)` finds the k largest singular values, largest first, with perpendicular unit vectors."""

    tolerance = THREE_DIGITS

    def cases(self, rng):
        yield case(A=matrix(rng, 2, 2), k=1)
        yield case(A=matrix(rng, 2, 2), k=2)
        for n, m, k in ((3, 2, 1), (2, 4, 2), (6, 1, 1), (1, 7, 1), (6, 4, 3), (5, 9, 4), (12, 8, 8)):
            yield case(A=matrix(rng, n, m), k=k)
        yield case(A=matrix(rng, 7, 6, [4.0, 2.5]), k=2)
        yield case(A=gaps(matrix(rng, 5, 4)), k=2)
        yield case(A=transposed(matrix(rng, 4, 6)), k=3)

    def probe(code, A, k):
        return parts_of_svd(code, A, k)

    def judge(self, case, got, expected):
        yield from differences(got.value, expected.value, self.tolerance)


class SlowAndEqual(Check):
    """Singular values that are close together take many steps, and equal ones share a plane: both work."""

    kind = Kind.INVARIANT
    tolerance = THREE_DIGITS

    def cases(self, rng):
        yield case(A=matrix(rng, 4, 3, [5.0, 4.5, 4.0]), k=1)
        yield case(A=matrix(rng, 6, 5, [5.0, 4.5, 4.0, 3.6]), k=3)
        yield case(A=matrix(rng, 5, 4, [4.0, 4.0, 2.0, 1.0]), k=2)
        yield case(A=matrix(rng, 6, 6, [6.0, 3.0, 3.0, 3.0, 1.0]), k=4)

    def probe(code, A, k):
        return parts_of_svd(code, A, k)

    def judge(self, case, got, expected):
        yield from differences(got.value, expected.value, self.tolerance)


class SpecialDirections(Check):
    """The leading direction is found wherever it points: also where it is perpendicular to a convenient start."""

    kind = Kind.INVARIANT
    tolerance = THREE_DIGITS

    def cases(self, rng):
        yield case(A=np.array([[2.0, -1.0], [-1.0, 2.0]]), k=1)
        yield case(A=np.array([[1.0, 0.0], [0.0, 3.0]]), k=1)
        yield case(A=np.diag([2.0, 1.0, 5.0, 3.0]), k=3)
        yield case(A=np.array([[1.0, 1.0, -2.0], [0.5, -0.5, 0.0], [0.25, 0.25, 0.25]]), k=2)

    def probe(code, A, k):
        return parts_of_svd(code, A, k)

    def judge(self, case, got, expected):
        yield from differences(got.value, expected.value, self.tolerance)


class Scales(Check):
    """A matrix with entries near 1e-8 or 1e8 is no harder; values are shown after its scale is taken off."""

    kind = Kind.INVARIANT
    tolerance = THREE_DIGITS

    def cases(self, rng):
        for scale in (1e-8, 1e8):
            yield case(A=matrix(rng, 4, 5) * scale, k=2, scale=scale)

    def probe(code, A, k, scale):
        return parts_of_svd(code, A, k, scale)

    def judge(self, case, got, expected):
        yield from differences(got.value, expected.value, self.tolerance)


def parts_of_pca(code, X, k):
    scores, components, explained = map(np.asarray, code.pca(X, k))
    seen = {"shapes": [list(scores.shape), list(components.shape), list(explained.shape)]}
    if seen["shapes"] != [[len(X), k], [k, X.shape[1]], [k]]:
        return seen
    products = {"scores @ components": scores @ components, "components @ components.T": components @ components.T}
    return {**seen, "explained": explained, **products}


def centred(rng, n, d):
    """Rows about zero, whose spreads along their principal directions fall by at least a tenth each."""
    r = min(n - 1, d)
    coordinates = np.linalg.qr(np.column_stack([np.ones(n), rng.normal(size=(n, r))]))[0][:, 1:]  # of mean 0
    return (coordinates * 5 * np.cumprod(rng.uniform(0.5, 0.9, r))) @ axes(rng, d, r).T


def cloud(rng, n, d):
    """The same about a mean far from zero."""
    return centred(rng, n, d) + rng.uniform(5, 40, d)


class PrincipalComponents(Check):
    """`pca(X, k)` finds directions of most variance about the mean, the rows' coordinates, and the variances."""

    tolerance = THREE_DIGITS

    def cases(self, rng):
        yield case(X=cloud(rng, 3, 3), k=1)
        for n, d, k in ((4, 2, 2), (5, 3, 1), (8, 5, 3), (4, 9, 2), (30, 4, 4), (6, 1, 1), (2, 3, 1)):
            yield case(X=cloud(rng, n, d), k=k)
        yield case(X=gaps(cloud(rng, 7, 3)), k=2)
        yield case(X=transposed(cloud(rng, 9, 4)), k=2)
        yield case(X=cloud(rng, 12, 3) * np.array([1.0, 10.0, 0.1]), k=2)

    def probe(code, X, k):
        return parts_of_pca(code, X, k)

    def judge(self, case, got, expected):
        yield from differences(got.value, expected.value, self.tolerance)


class WideMatrix(Check):
    """A matrix [6, 8000] fits easily into the 256 MB of the cell. Its 8000 by 8000 product with itself does not."""

    kind = Kind.COST
    pure = False
    tolerance = THREE_DIGITS

    def cases(self, rng):
        yield case(A=centred(rng, 6, 8000), k=2)

    def probe(code, A, k):
        U, s, _ = code.top_k_svd(A, k)
        scores, _, explained = code.pca(A, k)
        return {"s": s, "U.T @ U": U.T @ U, "spread of scores": scores.std(axis=0), "explained": explained}
