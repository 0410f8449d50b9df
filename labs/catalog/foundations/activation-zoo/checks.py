"""Checks of the activation functions lab."""

import warnings

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, gaps, transposed

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "gelu", "gelu_tanh")
GELU = Tolerance(atol=2e-6)  # room for a careful approximation of erf; the tanh form is off by up to 5e-4


def both_signs(rng, *shape):
    x = rng.normal(scale=2.0, size=shape)
    x.flat[:2] = rng.uniform(0.5, 3.0, 2) * rng.permutation([-1, 1])
    return x


def draw(self, rng):
    yield case(x=both_signs(rng, 2))
    yield case(x=np.array([-1e4, -0.0, 0.0, 1e4]))
    yield case(x=np.array([[-30.0, -1e-8, 1e-8, 30.0]]))
    yield case(x=both_signs(rng, 3, 1))
    yield case(x=gaps(both_signs(rng, 4, 3, 5)))
    yield case(x=transposed(both_signs(rng, 5, 2)))
    yield case(x=both_signs(rng, 2, 7).astype(np.float32))


def draw_leaky(self, rng):
    for each in draw(self, rng):
        yield case(**each.inputs, a=float(rng.uniform(0.02, 0.6)))
    yield case(x=both_signs(rng, 3, 2), a=0.0)


class Sigmoid(Check):
    """`sigmoid(x)` is 1 / (1 + exp(-x))."""

    cases = draw

    def probe(code, x):
        return code.sigmoid(x)


class SigmoidSlope(Check):
    """`sigmoid_grad(x)` is the slope of sigmoid at x."""

    kind = Kind.GRADIENT
    cases = draw

    def probe(code, x):
        return code.sigmoid_grad(x)


class Tanh(Check):
    """`tanh(x)` is the hyperbolic tangent."""

    cases = draw

    def probe(code, x):
        return code.tanh(x)


class TanhSlope(Check):
    """`tanh_grad(x)` is the slope of tanh at x."""

    kind = Kind.GRADIENT
    cases = draw

    def probe(code, x):
        return code.tanh_grad(x)


class Relu(Check):
    """`relu(x)` keeps what is positive and gives 0 elsewhere."""

    cases = draw

    def probe(code, x):
        return code.relu(x)


class ReluSlope(Check):
    """`relu_grad(x)` is 1 where x is positive and 0 elsewhere, also at 0."""

    kind = Kind.GRADIENT
    cases = draw

    def probe(code, x):
        return code.relu_grad(x)


class LeakyRelu(Check):
    """`leaky_relu(x, a)` keeps what is positive and multiplies the rest by a."""

    cases = draw_leaky

    def probe(code, x, a):
        return code.leaky_relu(x, a)


class LeakyReluSlope(Check):
    """`leaky_relu_grad(x, a)` is 1 where x is positive and a elsewhere, also at 0."""

    kind = Kind.GRADIENT
    cases = draw_leaky

    def probe(code, x, a):
        return code.leaky_relu_grad(x, a)


class Gelu(Check):
    """`gelu(x)` is x times the share of a standard normal distribution below x."""

    tolerance = GELU
    cases = draw

    def probe(code, x):
        return code.gelu(x)


class GeluSlope(Check):
    """`gelu_grad(x)` is the slope of gelu at x."""

    kind = Kind.GRADIENT
    tolerance = GELU
    cases = draw

    def probe(code, x):
        return code.gelu_grad(x)


class GeluTanh(Check):
    """`gelu_tanh(x)` is the approximation by tanh, with its own constants."""

    cases = draw

    def probe(code, x):
        return code.gelu_tanh(x)


class GeluTanhSlope(Check):
    """`gelu_tanh_grad(x)` is the slope of the approximation itself."""

    kind = Kind.GRADIENT
    cases = draw

    def probe(code, x):
        return code.gelu_tanh_grad(x)


class Quiet(Check):
    """None of the twelve raises a warning between -10 000 and 10 000."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        x = np.concatenate([[-1e4, -750.0, -90.0, -0.0, 0.0, 90.0, 750.0, 1e4], both_signs(rng, 3)])
        yield case(x=x)
        yield case(x=x.astype(np.float32))

    def probe(code, x):
        heard = {}
        for name in [n + ending for n in NAMES for ending in ("", "_grad")]:
            with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn", under="ignore"):
                warnings.simplefilter("always")
                getattr(code, name)(x, *[0.1] * name.startswith("leaky"))
            heard[name] = "; ".join(sorted({str(w.message) for w in caught})) or "no warning"
        return heard

    def judge(self, case, got, expected):
        for name, silence in expected.value.items():
            if got.value[name] != silence:
                yield f"`{name}` raises a warning: {got.value[name]}."
