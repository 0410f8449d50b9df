"""Checks of the lab on gradient noise.

Only `epoch` is random. It is judged by its distribution, and a right one is refused less than once in 1e9 submissions.
"""

from itertools import combinations, permutations

import numpy as np

from runner.checks import Check, Difference, Kind, Tolerance, agree, case, gaps, transposed

EPOCHS = 2000
PATTERNS = sorted(set(permutations((0, 0, 1, 1, 2))))  # which batch each of five rows can be in


def setting(rng, n, *sizes, labels=False):
    """A network's weights [out, in] and biases, and n rows for it. Gradients are of very different lengths."""
    weights = [part for i, o in zip(sizes, sizes[1:]) for part in (rng.normal(size=(o, i)), rng.normal(size=o))]
    X = rng.normal(size=(n, sizes[0])) * rng.uniform(0.3, 2.0, size=(n, 1))
    return {
        "weights": weights,
        "X": X,
        "y": rng.integers(sizes[-1], size=n) if labels else rng.normal(size=(n, sizes[-1])),
    }


def model_of(weights, frozen=False):
    """Linear layers with a tanh in between; `frozen` takes the first bias out of the training."""
    import torch

    layers = []
    for W, b in zip(weights[::2], weights[1::2]):
        layer = torch.nn.Linear(W.shape[1], W.shape[0]).to(W)
        layer.weight.data.copy_(W)
        layer.bias.data.copy_(b)
        layers += [layer, torch.nn.Tanh()]
    layers[0].bias.requires_grad_(not frozen)
    return torch.nn.Sequential(*layers[:-1])


def loss_for(y):
    import torch

    return torch.nn.functional.mse_loss if y.is_floating_point() else torch.nn.functional.cross_entropy


def generator_of(seed):
    import torch

    return torch.Generator().manual_seed(seed)


def seeded(rng):
    return int(rng.integers(2**31))


class Epoch(Check):
    """`epoch` names every row once, in batches of the size asked for; what is left over makes a shorter last one."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, size in ((5, 2), (4, 1), (3, 7), (24, 6), (23, 5)):
            yield case(n=n, size=size, seed=seeded(rng))

    def probe(code, n, size, seed):
        generator = generator_of(seed)
        return [[[int(row) for row in rows] for rows in code.epoch(n, size, generator)] for _ in range(3)]

    def judge(self, case, got, expected):
        n, size = case["n"], case["size"]
        wanted = [min(size, n - start) for start in range(0, n, size)]
        for batches in got.value:
            if [len(rows) for rows in batches] != wanted:
                yield f"The batches hold {[len(rows) for rows in batches]} rows; {wanted} are asked."
                return
            rows = [row for batch in batches for row in batch]
            if sorted(rows) != list(range(n)):
                missing = sorted(set(range(n)) - set(rows))
                yield f"The batches do not name each of the {n} rows once: {missing[:5]} do not come."
                return


class Order(Check):
    """Over 2000 epochs of 5 rows in batches of 2, each of the 30 ways to share them out comes as often as any other."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.0, atol=0.03)  # to name a mistake; `judge` has its own

    def cases(self, rng):
        yield case(seed=seeded(rng))

    def probe(code, seed):
        generator, seen = generator_of(seed), dict.fromkeys(PATTERNS, 0)
        for _ in range(EPOCHS):
            place = {int(row): k for k, rows in enumerate(code.epoch(5, 2, generator)) for row in rows}
            pattern = tuple(place.get(row) for row in range(5))
            seen[pattern] = seen.get(pattern, 0) + 1
        return np.array([seen[pattern] / EPOCHS for pattern in PATTERNS])

    def judge(self, case, got, expected):
        wrong = agree(got.value * 0, np.zeros(30))
        yield from wrong
        # a chi-square of 29 degrees of freedom: beyond 130 lie 1e-14 of it
        if not wrong and not EPOCHS * 30 * ((got.value - 1 / 30) ** 2).sum() <= 130:
            rare, often = (f"{extreme:.1%}" for extreme in (got.value.min(), got.value.max()))
            shown = {"expected": "about 3.3% each", "got": got.value.round(3)}
            yield Difference(f"The rarest way comes {rare} of the time, the commonest {often}; 3.3% are asked.", shown)


class Generator(Check):
    """All randomness comes from `generator`: the same seed repeats an epoch, the next call and other seeds do not."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, size in ((31, 7), (40, 10)):
            yield case(n=n, size=size, seed=seeded(rng))

    def probe(code, n, size, seed):
        def rows(generator):
            return [int(row) for batch in code.epoch(n, size, generator) for row in batch]

        generator = generator_of(seed)
        first = rows(generator)
        return {
            "the next call repeats it": rows(generator) == first,
            "the same seed repeats it": rows(generator_of(seed)) == first,
            "another seed repeats it": rows(generator_of(seed + 1)) == first,
        }


class Gradient(Check):
    """`gradient` is one vector: every parameter that requires a gradient, flattened, in the model's order."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield case(**setting(rng, 1, 1, 1))
        yield case(**setting(rng, 3, 2, 1), frozen=True)
        yield case(**setting(rng, 5, 3, 4, 2), frozen=True)
        yield case(**setting(rng, 4, 2, 5, 3, labels=True))
        parts = setting(rng, 6, 4, 3)
        yield case(**{**parts, "X": transposed(parts["X"]), "y": gaps(parts["y"])})
        parts = setting(rng, 7, 3, 2, 4)
        yield case(
            weights=[w.astype(np.float32) for w in parts["weights"]], **{k: parts[k].astype(np.float32) for k in "Xy"}
        )

    def probe(code, weights, X, y, frozen=False):
        return code.gradient(model_of(weights, frozen), loss_for(y), X, y).detach()


class FullGradient(Check):
    """`full_gradient` is that of the mean over all rows, also where the last batch is short, one batch at a time."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, size, sizes, labels in (
            (3, 2, (2, 1), False),
            (11, 5, (3, 4, 2), False),
            (9, 4, (2, 3), True),
            (6, 3, (4, 2), False),
        ):
            batches = np.split(rng.permutation(n), range(size, n, size))
            yield case(**setting(rng, n, *sizes, labels=labels), batches=batches)

    def probe(code, weights, X, y, batches):
        model, rows = model_of(weights), []
        model.register_forward_pre_hook(lambda _, args: rows.append(len(args[0])))
        full = code.full_gradient(model, loss_for(y), X, y, batches)
        return {"gradient": full.detach(), "most rows at once": max(rows, default=0)}

    def judge(self, case, got, expected):
        precise = expected.precise and expected.precise["gradient"]
        yield from agree(got.value["gradient"], expected.value["gradient"], self.tolerance, precise)
        largest = max(len(rows) for rows in case["batches"])
        if (rows := got.value["most rows at once"]) > largest:
            yield f"{rows} rows went through the model at once; the largest batch holds {largest}."


class ExpectedNoise(Check):
    """`expected_noise` is the mean of |g_B - g|² over all batches of that size, from one row to all of them."""

    def cases(self, rng):
        for n, sizes, labels in ((2, (1, 1), False), (4, (2, 3), True), (9, (3, 4, 2), False), (6, (2, 2), False)):
            yield case(**setting(rng, n, *sizes, labels=labels))

    def probe(code, weights, X, y):
        model, loss_fn, sizes = model_of(weights, frozen=True), loss_for(y), range(1, len(X) + 1)
        return np.array([float(code.expected_noise(model, loss_fn, X, y, size)) for size in sizes])


class MeasuredNoise(Check):
    """`measured_noise` is the mean of |g_B - g|² over the batches given: over all that there are, the expected one."""

    def cases(self, rng):
        for n, size, count, sizes, labels in (
            (3, 2, 1, (1, 1), False),
            (7, 3, 4, (3, 4, 2), False),
            (9, 2, 3, (2, 3), True),
        ):
            batches = [rng.permutation(n)[:size] for _ in range(count)]
            yield case(**setting(rng, n, *sizes, labels=labels), batches=batches)
        yield case(**setting(rng, 5, 2, 2), batches=[np.array(rows) for rows in combinations(range(5), 3)])

    def probe(code, weights, X, y, batches):
        return float(code.measured_noise(model_of(weights), loss_for(y), X, y, batches))


class Undisturbed(Check):
    """Every `p.grad` is afterwards what it was before: measuring must not disturb a training that is under way."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, sizes in ((3, (2, 1)), (6, (3, 4, 2))):
            yield case(**setting(rng, n, *sizes), batches=np.split(rng.permutation(n), 3))

    def probe(code, weights, X, y, batches):
        import torch

        model, loss_fn, seen = model_of(weights), loss_for(y), {}
        for name, call in (
            ("gradient", lambda: code.gradient(model, loss_fn, X, y)),
            ("full_gradient", lambda: code.full_gradient(model, loss_fn, X, y, batches)),
            ("expected_noise", lambda: code.expected_noise(model, loss_fn, X, y, 2)),
            ("measured_noise", lambda: code.measured_noise(model, loss_fn, X, y, batches)),
        ):
            model.zero_grad(set_to_none=True)
            before = np.array(torch.as_tensor(call()).tolist())
            for number, p in enumerate(model.parameters()):
                p.grad = torch.full_like(p, number + 3.0)
            after = np.array(torch.as_tensor(call()).tolist())
            seen[name] = {
                "p.grad": [p.grad for p in model.parameters()],
                "p.grad changes the result": not np.allclose(before, after, rtol=1e-6),
            }
        return seen


class NoiseScale(Check):
    """`noise_scale` solves two equations: |g_b|² and |g_B|² are on average |G|² + S / b and |G|² + S / B."""

    def cases(self, rng):
        for k, b, B in ((1, 1, 2), (3, 2, 7), (8, 16, 1024)):
            signal, noise = rng.uniform(1, 3), rng.uniform(5, 50)
            measured = {name: (signal + noise / s) * rng.uniform(0.8, 1.2, k) for name, s in (("small", b), ("big", B))}
            yield case(**measured, b=b, B=B)

    def probe(code, small, big, b, B):
        return [float(part) for part in code.noise_scale(small, big, b, B)]


def distances(weights, X, y, batches):
    """|g_B - g|² for each of the batches, for one linear layer and the squared error."""
    W, b = weights
    error = 2 * (X @ W.T + b - y)  # [n, 1]
    each = np.concatenate([error * X, error], axis=1)  # [n, P]
    return ((np.array([each[rows].mean(axis=0) for rows in batches]) - each.mean(axis=0)) ** 2).sum(axis=1)


class Curve(Check):
    """The curve: on batches of your own epochs the measured noise falls with the size, beside the expected one."""

    kind = Kind.TRAINING
    needs_reference = False

    def cases(self, rng):
        yield case(**setting(rng, 24, 3, 1), seed=seeded(rng))

    def probe(code, weights, X, y, seed, report):
        model, generator, seen = model_of(weights), generator_of(seed), []
        for size in (1, 2, 4, 8, 12, 24):
            batches = [*code.epoch(len(X), size, generator), *code.epoch(len(X), size, generator)]
            expected = float(code.expected_noise(model, loss_for(y), X, y, size))
            measured = float(code.measured_noise(model, loss_for(y), X, y, batches))
            report(size, expected=expected, measured=measured)
            seen.append((batches, expected, measured))
        return dict(zip(("batches", "expected", "measured"), zip(*seen)))

    def judge(self, case, got, expected):
        data, sizes = (case["weights"], case["X"], case["y"]), np.array([1, 2, 4, 8, 12, 24])
        one = distances(*data, np.arange(24)[:, None]).mean()
        noise = np.array([distances(*data, batches).mean() for batches in got.value["batches"]])
        for name, wanted in (("expected", one / sizes * (24 - sizes) / 23), ("measured", noise)):
            yield from agree({name: np.array(got.value[name])}, {name: wanted})
