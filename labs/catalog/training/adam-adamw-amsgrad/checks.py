"""Checks of the Adam lab.

A trace is, for each parameter, its values after each step: shape [steps, *shape of the parameter].
"""

import numpy as np

from runner.checks import Check, Kind, case, transposed


def normal(rng, *shape):
    return rng.normal(size=shape)


def mixed(rng, steps, *shape):
    """Gradients for `steps` steps, some elements tiny throughout and some large."""
    return normal(rng, steps, *shape) * 10.0 ** rng.uniform(-3, 1.5, size=shape)


def two(rng, steps, **settings):
    """Two parameters of different shapes and a fixed gradient for each of the steps."""
    params = [transposed(normal(rng, 3, 4)), normal(rng, 5)]
    return case(params=params, grads=[mixed(rng, steps, 3, 4), mixed(rng, steps, 5)], settings=settings)


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


class FirstStep(Check):
    """The first step is lr long in every direction, however large or small the gradient: -lr · sign(g)."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for shape in ((1,), (2, 3)):
            signs = rng.choice([-1.0, 1.0], size=(1, *shape))
            grads = [signs * 10.0 ** rng.uniform(-5, 4, size=shape)]
            yield case(params=[normal(rng, *shape)], grads=grads, settings={"lr": 0.05, "eps": 1e-15})

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        return trace(code.Adam(leaves, **settings), leaves, grads)


class Steps(Check):
    """Traces of plain Adam: two parameters, gradients of mixed sizes, eps from 1e-8 to 1e-1, up to 50 steps."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(params=[normal(rng, 2)], grads=[normal(rng, 2, 2)], settings={"lr": 0.1, "eps": 0.1})
        yield two(rng, 4)
        yield two(rng, 7, lr=0.2, betas=(0.8, 0.95), eps=1e-3)
        yield two(rng, 50, lr=0.03, betas=(0.5, 0.9), eps=0.1)
        params, grads = [normal(rng, 3, 1, 2)], [normal(rng, 9, 3, 1, 2)]
        single = {"params": [p.astype(np.float32) for p in params], "grads": [g.astype(np.float32) for g in grads]}
        yield case(**single, settings={"lr": 0.1, "eps": 0.01})

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        return trace(code.Adam(leaves, **settings), leaves, grads)


class CoupledDecay(Check):
    """With `decoupled=False` weight decay is part of the gradient, and goes through both means with it."""

    kind = Kind.STATE

    def cases(self, rng):
        yield two(rng, 2, lr=0.1, weight_decay=0.5, eps=0.1)
        yield two(rng, 12, lr=0.05, weight_decay=0.1, eps=1e-2, betas=(0.7, 0.9))

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        return trace(code.Adam(leaves, **settings), leaves, grads)


class DecoupledDecay(Check):
    """With `decoupled=True` (AdamW) the parameter shrinks by lr · weight_decay beside the step, not through it."""

    kind = Kind.STATE

    def cases(self, rng):
        yield two(rng, 2, lr=0.1, weight_decay=0.5, eps=0.1, decoupled=True)
        yield two(rng, 12, lr=0.05, weight_decay=0.1, eps=1e-2, betas=(0.7, 0.9), decoupled=True)

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        return trace(code.Adam(leaves, **settings), leaves, grads)


class NoGradientLeft(Check):
    """With gradients of 0 a parameter without decay stays, and only decoupled decay shrinks it by a steady factor."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for shape in ((2,), (3, 2)):
            decay = float(rng.uniform(0.2, 0.8))
            yield case(params=[normal(rng, *shape)], grads=[np.zeros((4, *shape))], lr=0.1, weight_decay=decay)

    def probe(code, params, grads, lr, weight_decay):
        seen = {}
        for name, settings in (
            ("no decay", {}),
            ("coupled", {"weight_decay": weight_decay}),
            ("decoupled", {"weight_decay": weight_decay, "decoupled": True}),
        ):
            leaves = leaves_of(params)
            seen[name] = trace(code.Adam(leaves, lr=lr, **settings), leaves, grads)[0]
        return seen


class Amsgrad(Check):
    """With `amsgrad=True` the denominator remembers the largest mean of squares, long after a steep place is passed."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, settings in (
            (3, {"lr": 0.1, "betas": (0.5, 0.6)}),
            (15, {"lr": 0.1, "betas": (0.9, 0.8), "eps": 1e-3}),
            (15, {"lr": 0.1, "betas": (0.6, 0.9), "weight_decay": 0.2, "decoupled": True}),
            (15, {"lr": 0.1, "betas": (0.6, 0.9), "weight_decay": 0.2}),
        ):
            grads = [normal(rng, steps, 2, 3), normal(rng, steps, 4)]
            for g in grads:
                g[steps // 3] *= 20.0
            yield case(params=[normal(rng, 2, 3), normal(rng, 4)], grads=grads, settings=settings)

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        return trace(code.Adam(leaves, amsgrad=True, **settings), leaves, grads)


class MissingGradients(Check):
    """A parameter whose `grad` is None is left alone at that step: no move, no decay, no tick of its own clock."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, absent in ((3, [[0, 0]]), (6, [[0, 1], [1, 1], [3, 0], [4, 0]])):
            made = two(rng, steps, lr=0.1, eps=1e-2, betas=(0.6, 0.9), weight_decay=0.3, decoupled=True)
            yield case(**made.inputs, absent=absent)

    def probe(code, params, grads, settings, absent):
        leaves = leaves_of(params)
        return trace(code.Adam(leaves, **settings), leaves, grads, absent={tuple(pair) for pair in absent})


class ChangingRate(Check):
    """`lr` may be assigned between steps, as every schedule does."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, settings in ((3, {}), (8, {"weight_decay": 0.2, "decoupled": True})):
            rates = [round(float(r), 4) for r in rng.uniform(0.01, 0.3, steps)]
            yield case(**two(rng, steps, lr=1.0, eps=1e-2, **settings).inputs, rates=rates)

    def probe(code, params, grads, settings, rates):
        leaves = leaves_of(params)
        optimiser = code.Adam(leaves, **settings)
        return trace(optimiser, leaves, grads, before=lambda t: setattr(optimiser, "lr", rates[t]))


class GradientsKept(Check):
    """`step` reads gradients and leaves them as they are, also with coupled weight decay."""

    kind = Kind.STATE

    def cases(self, rng):
        for settings in ({}, {"weight_decay": 0.4}, {"weight_decay": 0.4, "decoupled": True}):
            yield case(params=[normal(rng, 2, 3)], grads=[normal(rng, 1, 2, 3)], settings={"lr": 0.1, **settings})

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        after = trace(code.Adam(leaves, **settings), leaves, grads)
        return {"parameters": after, "gradients": [leaf.grad for leaf in leaves]}


class TrainingLoop(Check):
    """`zero_grad`, backward, `step`, ten times over, with parameters handed over as a generator."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, shapes in ((2, [(2,)]), (10, [(3, 2), (4,)])):
            settings = {"lr": 0.1, "betas": (0.8, 0.9), "eps": 1e-2}
            targets, curves = [normal(rng, *s) for s in shapes], [rng.uniform(0.1, 5.0, s) for s in shapes]
            params = [normal(rng, *s) for s in shapes]
            yield case(params=params, targets=targets, curves=curves, steps=steps, settings=settings)

    def probe(code, params, targets, curves, steps, settings):
        leaves = leaves_of(params)
        optimiser = code.Adam((leaf for leaf in leaves), **settings)
        losses = []
        for _ in range(steps):
            optimiser.zero_grad()
            loss = sum((c * (p - t) ** 2).sum() for p, t, c in zip(leaves, targets, curves, strict=True))
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        return {"losses": np.array(losses), "parameters": [leaf.detach() for leaf in leaves]}
