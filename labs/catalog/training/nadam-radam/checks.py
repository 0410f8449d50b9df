"""Checks of the NAdam and RAdam lab.

A trace is, for each parameter, its values after each step: shape [steps, *shape of the parameter].
"""

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, transposed

ROUNDED = Tolerance(rtol=1e-5, atol=5e-6)  # PyTorch keeps NAdam's product of momenta in single precision: right, too
BOTH = (
    ("NAdam", {"lr": 0.1, "betas": (0.7, 0.9), "eps": 1e-2, "momentum_decay": 0.3}),
    ("RAdam", {"lr": 0.1, "betas": (0.7, 0.9), "eps": 1e-2}),
)


def normal(rng, *shape):
    return rng.normal(size=shape)


def mixed(rng, steps, *shape):
    """Gradients for `steps` steps, some elements tiny throughout and some large."""
    return normal(rng, steps, *shape) * 10.0 ** rng.uniform(-3, 1, size=shape)


def two(rng, optimiser, steps, **settings):
    """Two parameters of different shapes and a fixed gradient for each of the steps."""
    params = [transposed(normal(rng, 3, 4)), normal(rng, 5)]
    grads = [mixed(rng, steps, 3, 4), mixed(rng, steps, 5)]
    return case(params=params, grads=grads, optimiser=optimiser, settings=settings)


def small(rng, optimiser, steps, **settings):
    return case(params=[normal(rng, 2)], grads=[normal(rng, steps, 2)], optimiser=optimiser, settings=settings)


def faint(rng, optimiser):
    """Gradients about as small as the default eps."""
    return case(params=[normal(rng, 3)], grads=[normal(rng, 9, 3) * 1e-8], optimiser=optimiser, settings={"lr": 1.0})


def single(rng, optimiser, **settings):
    params, grads = [normal(rng, 3, 1, 2)], [normal(rng, 12, 3, 1, 2)]
    params, grads = ([x.astype(np.float32) for x in arrays] for arrays in (params, grads))
    return case(params=params, grads=grads, optimiser=optimiser, settings=settings)


def leaves_of(params):
    return [p.clone().requires_grad_() for p in params]


def trace(optimiser, leaves, grads, before=lambda t: None, absent=()):
    import torch

    seen = [[] for _ in leaves]
    for t in range(len(grads[0])):
        before(t)
        for i, leaf in enumerate(leaves):
            leaf.grad = None if (t, i) in absent else grads[i][t].clone()
        optimiser.step()
        for kept, leaf in zip(seen, leaves, strict=True):
            kept.append(leaf.detach().clone())
    return [torch.stack(kept) for kept in seen]


class NadamSteps(Check):
    """NAdam, 30 steps and more: two parameters, gradients of mixed sizes, eps from 1e-8 to 1e-1."""

    kind = Kind.STATE
    tolerance = ROUNDED

    def cases(self, rng):
        yield small(rng, "NAdam", 1, lr=0.1, eps=0.1)
        yield small(rng, "NAdam", 3, lr=0.1, betas=(0.6, 0.8), eps=0.1)
        yield two(rng, "NAdam", 5)
        yield two(rng, "NAdam", 40, lr=0.03, betas=(0.8, 0.95), eps=1e-2)
        yield faint(rng, "NAdam")
        yield single(rng, "NAdam", lr=0.1, betas=(0.8, 0.9), eps=1e-2)

    def probe(code, params, grads, optimiser, settings):
        leaves = leaves_of(params)
        return trace(getattr(code, optimiser)(leaves, **settings), leaves, grads)


class NadamSchedule(NadamSteps):
    """The momentum of the look ahead grows from half of beta1 towards beta1, as fast as `momentum_decay` says."""

    def cases(self, rng):
        yield small(rng, "NAdam", 3, lr=0.1, betas=(0.8, 0.9), eps=0.1, momentum_decay=2.0)
        yield two(rng, "NAdam", 30, lr=0.05, betas=(0.9, 0.9), eps=1e-2, momentum_decay=0.7)
        yield two(rng, "NAdam", 9, lr=0.05, betas=(0.9, 0.9), eps=1e-2, momentum_decay=20.0)


class RadamFirst(NadamSteps):
    """The first five steps of RAdam are momentum alone: as long as the gradients, however large or small those are."""

    tolerance = Tolerance()

    def cases(self, rng):
        yield small(rng, "RAdam", 1, lr=0.1)
        yield two(rng, "RAdam", 5, lr=0.1, betas=(0.8, 0.999))


class RadamSteps(RadamFirst):
    """RAdam, 30 steps and more: from the sixth on its denominator counts, held back at first and ever less."""

    def cases(self, rng):
        yield small(rng, "RAdam", 7, lr=0.1, betas=(0.6, 0.95), eps=0.1)
        yield two(rng, "RAdam", 8)
        yield two(rng, "RAdam", 40, lr=0.03, betas=(0.8, 0.95), eps=1e-2)
        yield faint(rng, "RAdam")
        yield single(rng, "RAdam", lr=0.1, betas=(0.8, 0.9), eps=1e-2)


class RadamNever(RadamFirst):
    """Where beta2 is so small that the denominator can never be trusted, RAdam is momentum for good."""

    def cases(self, rng):
        yield small(rng, "RAdam", 4, lr=0.1, betas=(0.6, 0.6))
        yield two(rng, "RAdam", 30, lr=0.03, betas=(0.8, 0.5))


class MissingGradients(Check):
    """A parameter whose `grad` is None is left alone at that step; each has its own clock."""

    kind = Kind.STATE
    tolerance = ROUNDED

    def cases(self, rng):
        for optimiser, settings in BOTH:
            for steps, absent in ((4, [[0, 0]]), (12, [[0, 1], [1, 1], [3, 0], [4, 0]])):
                yield case(**two(rng, optimiser, steps, **settings).inputs, absent=absent)

    def probe(code, params, grads, optimiser, settings, absent):
        leaves, absent = leaves_of(params), {tuple(pair) for pair in absent}
        return trace(getattr(code, optimiser)(leaves, **settings), leaves, grads, absent=absent)


class ChangingRate(Check):
    """`lr` may be assigned between steps, as every schedule does."""

    kind = Kind.STATE
    tolerance = ROUNDED

    def cases(self, rng):
        for optimiser, settings in BOTH:
            for steps in (3, 9):
                rates = [round(float(r), 4) for r in rng.uniform(0.01, 0.3, steps)]
                yield case(**two(rng, optimiser, steps, **settings).inputs, rates=rates)

    def probe(code, params, grads, optimiser, settings, rates):
        leaves = leaves_of(params)
        made = getattr(code, optimiser)(leaves, **settings)
        return trace(made, leaves, grads, before=lambda t: setattr(made, "lr", rates[t]))


class GradientsKept(Check):
    """`step` only reads gradients, and keeps none: it does not matter what becomes of them afterwards."""

    kind = Kind.STATE
    tolerance = ROUNDED

    def cases(self, rng):
        for optimiser, settings in BOTH:
            yield case(params=[normal(rng, 2, 3)], grads=[normal(rng, 8, 2, 3)], optimiser=optimiser, settings=settings)

    def probe(code, params, grads, optimiser, settings):
        leaves, seen = leaves_of(params), []
        made = getattr(code, optimiser)(leaves, **settings)
        leaves[0].grad = grads[0][0].clone()
        for g in grads[0]:
            leaves[0].grad.copy_(g)  # the same tensor at each step, as a zero_grad that fills in zeros leaves it
            made.step()
            seen.append({"parameter": leaves[0].detach().clone(), "gradient": leaves[0].grad.clone()})
        return seen


class TrainingLoop(Check):
    """`zero_grad`, backward, `step`, ten times over, with parameters handed over as a generator."""

    kind = Kind.STATE
    tolerance = ROUNDED

    def cases(self, rng):
        for optimiser, settings in BOTH:
            shapes = [(3, 2), (4,)]
            targets, curves = [normal(rng, *s) for s in shapes], [rng.uniform(0.1, 1.0, s) for s in shapes]
            params = [normal(rng, *s) for s in shapes]
            yield case(params=params, targets=targets, curves=curves, steps=10, optimiser=optimiser, settings=settings)

    def probe(code, params, targets, curves, steps, optimiser, settings):
        leaves = leaves_of(params)
        made = getattr(code, optimiser)((leaf for leaf in leaves), **settings)
        losses = []
        for _ in range(steps):
            made.zero_grad()
            loss = sum((c * (p - t) ** 2).sum() for p, t, c in zip(leaves, targets, curves, strict=True))
            loss.backward()
            made.step()
            losses.append(loss.item())
        return {"losses": np.array(losses), "parameters": [leaf.detach() for leaf in leaves]}
