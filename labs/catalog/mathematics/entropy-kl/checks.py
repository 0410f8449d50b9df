"""Checks of the lab on entropy and divergence."""

import numpy as np

from runner.checks import Check, case, gaps, transposed


def shares(rng, *shape):
    """Distributions along the last axis, from nearly even to very uneven."""
    p = rng.exponential(size=shape) ** rng.uniform(0.5, 3.0)
    return p / p.sum(axis=-1, keepdims=True)


def with_zeros(rng, *shape):
    """The same with some zeros in each distribution, at least one share left."""
    p = shares(rng, *shape)
    p[rng.random(shape) < 0.4] = 0.0
    p[..., 0] += 0.1
    return p / p.sum(axis=-1, keepdims=True)


def pairs(rng):
    """Pairs p, q without zeros, then with zeros in p alone, then with zeros in both at the same places."""
    yield shares(rng, 2), shares(rng, 2)
    yield shares(rng, 3), shares(rng, 3)
    yield shares(rng, 4, 3), shares(rng, 4, 3)
    yield shares(rng, 2, 3, 5), shares(rng, 2, 3, 5)
    yield shares(rng, 1, 4), shares(rng, 1, 4)
    yield with_zeros(rng, 5), shares(rng, 5)
    yield np.array([0.0, 0.25, 0.75]), np.array([0.0, 0.5, 0.5])
    yield np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[0.5, 0.5], [0.9, 0.1]])
    yield gaps(with_zeros(rng, 6, 4)), transposed(shares(rng, 6, 4))
    yield shares(rng, 3, 7).astype(np.float32), shares(rng, 3, 7).astype(np.float32)


class Entropy(Check):
    """`entropy(p)` is -Σ p log p in nats, one number for each distribution; a share of 0 counts nothing."""

    def cases(self, rng):
        for p, _ in pairs(rng):
            yield case(p=p)
        yield case(p=np.array([[1.0, 0.0, 0.0], [0.25, 0.25, 0.5]]))

    def probe(code, p):
        return code.entropy(p)


class CrossEntropy(Check):
    """`cross_entropy(p, q)` is -Σ p log q: the surprise at p's outcomes of one who believes q."""

    def cases(self, rng):
        for p, q in pairs(rng):
            yield case(p=p, q=q)

    def probe(code, p, q):
        return code.cross_entropy(p, q)


class Divergence(Check):
    """`kl(p, q)` is Σ p log(p / q), and 0 where p and q are the same."""

    def cases(self, rng):
        for p, q in pairs(rng):
            yield case(p=p, q=q)
        same = shares(rng, 3, 4)
        yield case(p=same, q=np.concatenate([same[:2], shares(rng, 1, 4)]))

    def probe(code, p, q):
        return code.kl(p, q)


class RuledOut(Check):
    """Where q rules out what p needs, cross-entropy and divergence are infinite; what p rules out costs nothing."""

    def cases(self, rng):
        yield case(p=np.array([0.5, 0.5]), q=np.array([0.0, 1.0]))
        yield case(p=np.array([[0.2, 0.8, 0.0], [0.2, 0.0, 0.8]]), q=np.array([[0.4, 0.6, 0.0], [0.4, 0.6, 0.0]]))

    def probe(code, p, q):
        return {"cross-entropy": code.cross_entropy(p, q), "divergence": code.kl(p, q)}


class TinyShares(Check):
    """However small a share of q is, as long as it is not 0 the results are finite and right."""

    def cases(self, rng):
        for tiny in (1e-12, 1e-100, 1e-310):
            yield case(p=np.array([0.25, 0.75]), q=np.array([tiny, 1.0]))
        yield case(p=np.array([[1e-310, 1.0], [0.5, 0.5]]), q=np.array([[0.5, 0.5], [1.0, 1e-320]]))

    def probe(code, p, q):
        return {"cross-entropy": code.cross_entropy(p, q), "divergence": code.kl(p, q)}


def gaussian(rng, d, scale=1.0):
    """A mean and a covariance matrix whose axes are not the coordinates'."""
    axes = np.linalg.qr(rng.normal(size=(d, d)))[0]
    S = axes * (scale * rng.uniform(0.3, 3.0, d)) @ axes.T
    return rng.normal(size=d) * scale**0.5, (S + S.T) / 2


class Gaussians(Check):
    """`kl_gauss(m1, S1, m2, S2)` is the divergence from the first Gaussian to the second, for full covariances."""

    def cases(self, rng):
        yield case(m1=np.array([1.0]), S1=np.array([[2.0]]), m2=np.array([-1.0]), S2=np.array([[0.5]]))
        for d, one, two in ((2, 1.0, 1.0), (3, 1.0, 1.0), (5, 1e-3, 1e-2), (4, 100.0, 10.0)):
            (m1, S1), (m2, S2) = gaussian(rng, d, one), gaussian(rng, d, two)
            yield case(m1=m1, S1=S1, m2=m2, S2=S2)
        (m1, S1), (m2, S2) = gaussian(rng, 3), gaussian(rng, 3)
        yield case(m1=m1, S1=S1, m2=m2, S2=S1)
        yield case(m1=gaps(m1), S1=gaps(S1), m2=m1, S2=transposed(S2))

    def probe(code, m1, S1, m2, S2):
        return code.kl_gauss(m1, S1, m2, S2)


class ManyDimensions(Check):
    """Two hundred dimensions with small variances are no harder, although both determinants are 0 in float64."""

    def cases(self, rng):
        for d, one, two in ((200, 0.01, 0.02), (150, 1e4, 1e4)):
            (m1, S1), (m2, S2) = gaussian(rng, d, one), gaussian(rng, d, two)
            yield case(m1=m1, S1=S1, m2=m2, S2=S2)

    def probe(code, m1, S1, m2, S2):
        return code.kl_gauss(m1, S1, m2, S2)
