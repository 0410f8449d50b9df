"""Checks of the weight initialisation lab.

What is random is judged by its distribution. A probe returns what it counted, and every bound below leaves a right
solution a chance of less than 1e-9 to fail.
"""

import math

import numpy as np

from runner.checks import Check, Difference, Kind, Tolerance, agree, case

DEVIATIONS = 7.5  # of a mean of thousands of draws: beyond it lie 6e-14 of a normal distribution
LEVELS = [-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5]  # in deviations
SHAPES = ((120, 300), (400, 60), (40, 25, 5, 5), (64, 100, 4), (12, 20, 3, 5, 7))


def seeded(rng):
    return int(rng.integers(2**31))


def described(w):
    """What a tensor of many draws looks like: its size, and the shape of its distribution in units of its size."""
    import torch

    found = {"shape": list(w.shape), "dtype": str(w.dtype)}
    w = w.detach().double().flatten()
    deviation = w.square().mean().sqrt()
    u = w / deviation
    return found | {
        "deviation": float(deviation),
        "mean, largest": torch.stack([u.mean(), u.abs().max()]),
        "shares below": torch.stack([(u < level).double().mean() for level in LEVELS]),
        "distinct": float(len(w.unique()) / len(w)),
    }


def normal_below(u):
    return 0.5 * (1 + math.erf(u / math.sqrt(2)))


def uniform_below(u):
    return min(max(0.5 + u / (2 * math.sqrt(3)), 0.0), 1.0)


def misfits(got, shape, wanted, distribution):
    """What is wrong with a described tensor that should have `shape`, the deviation `wanted` and the distribution."""
    asked = {"shape": list(shape), "dtype": "torch.float32"}
    wrong = agree({name: got.get(name) for name in asked}, asked)
    yield from wrong
    if wrong:
        return
    n, uniform = math.prod(shape), distribution == "uniform"
    # the mean square of n draws has variance (kurtosis - 1) σ⁴ / n: 2 σ⁴ / n if normal, 0.8 σ⁴ / n if uniform
    if not abs(got["deviation"] ** 2 / wanted**2 - 1) <= DEVIATIONS * math.sqrt((0.8 if uniform else 2) / n):
        shown = {"expected": f"{wanted:.5g}", "got": f"{got['deviation']:.5g}"}
        yield Difference(f"The weights have deviation {got['deviation']:.5g}; {wanted:.5g} is asked.", shown)
        return
    mean, largest = got["mean, largest"]
    if not abs(mean) <= DEVIATIONS / math.sqrt(n):
        yield f"The weights have mean {mean * wanted:.3g}; 0 is asked."
    # Dvoretzky, Kiefer and Wolfowitz: no share is off by more than this, but for 1e-13
    room = math.sqrt(math.log(2e13) / (2 * n))
    below = [(uniform_below if uniform else normal_below)(u) for u in LEVELS]
    off = np.abs(got["shares below"] - below)
    if not off.max() <= room:
        at = int(off.argmax())
        found = f"{got['shares below'][at]:.1%} lie below {LEVELS[at]:+} deviations"
        yield f"The weights are not {distribution}: {found} where {below[at]:.1%} are asked."
    elif uniform and not largest * got["deviation"] <= math.sqrt(3) * wanted * (1 + 1e-5):
        yield f"The largest weight, {largest * got['deviation']:.5g}, is outside the bound {math.sqrt(3) * wanted:.5g}."
    elif not uniform and not largest >= 3:  # 20 000 normal draws stay within 3 deviations once in 1e23 times
        yield f"No weight is beyond {largest:.2f} deviations: the tails of the normal distribution are cut off."
    if not got["distinct"] > 0.9:
        yield f"Only {got['distinct']:.1%} of the weights are different numbers: each is to be drawn by itself."


def the_fans(shape):
    area = math.prod(shape[2:])
    return shape[1] * area, shape[0] * area


class Fans(Check):
    """`fans` counts inputs and outputs of a weight [out, in, *kernel], with every place of the kernel."""

    def cases(self, rng):
        for rank in (0, 0, 1, 2, 3):
            out, into, *kernel = (int(n) for n in rng.choice(np.arange(2, 12), 2 + rank, replace=False))
            yield case(shape=[out, into, *kernel])
        yield case(shape=[1, 7])

    def probe(code, shape):
        return [int(n) for n in code.fans(tuple(shape))]


class Xavier(Check):
    """`xavier` draws with variance gain² · 2 / (fan_in + fan_out), uniform or normal, linear or convolution."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.08, atol=0.08)  # to name a mistake; `judge` has its own

    def cases(self, rng):
        for shape in SHAPES:
            for distribution in ("uniform", "normal"):
                gain = float(rng.choice([0.5, 1.0, 5 / 3]))
                yield case(shape=list(shape), distribution=distribution, gain=gain, seed=seeded(rng))

    def probe(code, shape, distribution, gain, seed):
        import torch

        return described(code.xavier(tuple(shape), distribution, gain, torch.Generator().manual_seed(seed)))

    def judge(self, case, got, expected):
        wanted = case["gain"] * math.sqrt(2 / sum(the_fans(case["shape"])))
        yield from misfits(got.value, case["shape"], wanted, case["distribution"])


class Kaiming(Check):
    """`kaiming` draws with variance gain² / fan, where the fan is the one that `mode` names."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.08, atol=0.08)

    def cases(self, rng):
        for shape in SHAPES:
            for distribution in ("uniform", "normal"):
                for mode in ("fan_in", "fan_out"):
                    gain = float(rng.choice([0.5, 1.0, 1.3]))
                    yield case(shape=list(shape), distribution=distribution, mode=mode, gain=gain, seed=seeded(rng))

    def probe(code, shape, distribution, mode, gain, seed):
        import torch

        return described(code.kaiming(tuple(shape), distribution, mode, gain, torch.Generator().manual_seed(seed)))

    def judge(self, case, got, expected):
        fan = the_fans(case["shape"])[("fan_in", "fan_out").index(case["mode"])]
        yield from misfits(got.value, case["shape"], case["gain"] / math.sqrt(fan), case["distribution"])


class Defaults(Check):
    """Left to themselves, `xavier` is uniform with gain 1, `kaiming` normal with fan_in and gain √2, for ReLU."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.08, atol=0.08)

    def cases(self, rng):
        for shape in ((100, 250), (30, 40, 3, 7)):
            yield case(shape=list(shape), seed=seeded(rng))

    def probe(code, shape, seed):
        import torch

        generator, shape = torch.Generator().manual_seed(seed), tuple(shape)
        made = {"xavier": code.xavier(shape, generator=generator), "kaiming": code.kaiming(shape, generator=generator)}
        return {name: described(w) for name, w in made.items()}

    def judge(self, case, got, expected):
        into, out = the_fans(case["shape"])
        yield from misfits(got.value["xavier"], case["shape"], math.sqrt(2 / (into + out)), "uniform")
        yield from misfits(got.value["kaiming"], case["shape"], math.sqrt(2 / into), "normal")


class Orthogonal(Check):
    """`orthogonal` gives gain times a matrix whose rows, or columns if it is higher than wide, are orthonormal."""

    tolerance = Tolerance(rtol=1e-4, atol=1e-4)

    def cases(self, rng):
        for shape in ((3, 3), (2, 5), (7, 4), (6, 2, 2, 1), (3, 4, 3, 5), (50, 3, 5), (1, 6)):
            yield case(shape=list(shape), gain=round(float(rng.uniform(0.5, 2.0)), 3), seed=seeded(rng))

    def probe(code, shape, gain, seed):
        import torch

        w = code.orthogonal(tuple(shape), gain, torch.Generator().manual_seed(seed))
        flat = w.detach().reshape(w.shape[0], -1)
        gram = flat @ flat.T if flat.shape[0] <= flat.shape[1] else flat.T @ flat
        return {"shape": list(w.shape), "dtype": str(w.dtype), "products of its rows or columns": gram}


class EveryOrthogonalMatrix(Check):
    """Every orthogonal matrix is equally likely: over 600 draws each entry has mean 0 and mean square 1 / rows."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.0, atol=0.3)

    def cases(self, rng):
        for shape in ((3, 3), (4, 2), (2, 4), (2, 2, 2)):
            yield case(shape=list(shape), seed=seeded(rng))

    def probe(code, shape, seed):
        import torch

        generator = torch.Generator().manual_seed(seed)
        w = torch.stack([code.orthogonal(tuple(shape), generator=generator).detach().flatten() for _ in range(600)])
        return torch.stack([w.mean(dim=0), w.square().mean(dim=0), w.pow(4).mean().expand(w.shape[1])]).double()

    def judge(self, case, got, expected):
        n = max(case["shape"][0], math.prod(case["shape"][1:]))  # a row or column is a random direction in n dimensions
        wrong = agree(np.zeros_like(got.value), np.zeros((3, math.prod(case["shape"]))))
        yield from wrong
        if wrong:
            return
        # E q = 0, E q² = 1 / n, E q⁴ = 3 / (n (n + 2)), E q⁸ = 105 / (n (n + 2) (n + 4) (n + 6))
        fourth = 3 / (n * (n + 2))
        eighth = 35 * fourth / ((n + 4) * (n + 6))
        for name, found, mean, variance in (
            ("mean", got.value[0], 0, 1 / n),
            ("mean square", got.value[1], 1 / n, fourth - 1 / n**2),
            ("mean fourth power", got.value[2], fourth, eighth - fourth**2),
        ):
            off = np.abs(found - mean)
            if not off.max() <= DEVIATIONS * math.sqrt(variance / 600):
                worst = float(found[int(off.argmax())])
                yield f"An entry has {name} {worst:.3f} over 600 draws where {mean:.3f} is asked."


class ThirtyLayers(Check):
    """Through thirty layers of ReLU and of different widths a signal keeps its size with `kaiming`."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.0, atol=4.0)

    def cases(self, rng):
        yield case(widths=[int(w) for w in rng.integers(200, 280, 31)], seed=seeded(rng))

    def probe(code, widths, seed):
        import torch

        generator = torch.Generator().manual_seed(seed)
        x = 10 * torch.randn(32, widths[0], generator=generator)
        seen = [x]
        for distribution in ("normal", "uniform"):
            h = x
            for into, out in zip(widths, widths[1:]):
                h = torch.relu(h @ code.kaiming((out, into), distribution, generator=generator).T)
            seen.append(h)
        return torch.stack([h.double().square().mean().log() for h in seen])

    def judge(self, case, got, expected):
        before, *after = got.value
        if abs(before - np.log(100)) > 1:
            yield "The signal was not measured."
        # Each layer adds noise of variance about 5 / width to the logarithm: 0.8 deviations over thirty
        for name, grown in zip(("normal", "uniform"), after, strict=True):
            if not abs(grown - before) <= 8:
                factor = f"a factor of {np.exp(grown - before):.3g}"
                yield f"With {name} weights, thirty layers change the mean square by {factor}."


class Generator(Check):
    """All randomness comes from `generator`: the same seed repeats the weights, the next call does not."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(shape=[4, 6], seed=seeded(rng))
        yield case(shape=[5, 2, 3], seed=seeded(rng))

    def probe(code, shape, seed):
        import torch

        shape, seen = tuple(shape), {}
        for name, call in (
            ("xavier, uniform", lambda g: code.xavier(shape, "uniform", generator=g)),
            ("xavier, normal", lambda g: code.xavier(shape, "normal", generator=g)),
            ("kaiming, uniform", lambda g: code.kaiming(shape, "uniform", generator=g)),
            ("kaiming, normal", lambda g: code.kaiming(shape, "normal", generator=g)),
            ("orthogonal", lambda g: code.orthogonal(shape, generator=g)),
        ):
            g = torch.Generator().manual_seed(seed)
            first, after = call(g).clone(), call(g)
            again = call(torch.Generator().manual_seed(seed))
            seen[name] = {
                "repeated by the seed": bool(torch.equal(first, again)),
                "repeated by the next call": bool(torch.equal(first, after)),
            }
        return seen


class Refused(Check):
    """A shape without inputs and outputs, and a mode or distribution of another name, are refused with a ValueError."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for name, arguments in (
            ("fans", [[5]]),
            ("fans", [[]]),
            ("xavier", [[4]]),
            ("kaiming", [[4]]),
            ("orthogonal", [[4]]),
            ("xavier", [[4, 3], "gaussian"]),
            ("kaiming", [[4, 3], "beta"]),
            ("kaiming", [[4, 3], "normal", "fan_avg"]),
            ("kaiming", [[4, 3], "normal", "fan_out"]),
        ):
            yield case(name=name, arguments=arguments)

    def probe(code, name, arguments):
        try:
            getattr(code, name)(tuple(arguments[0]), *arguments[1:])
        except ValueError:
            return "ValueError"
        return "no error"
