"""Checks of the gradient descent lab.

A trace is, for each parameter, its values after each step: shape [steps, *shape of the parameter].
"""

import numpy as np

from runner.checks import Check, Kind, case, transposed


def normal(rng, *shape):
    return rng.normal(size=shape)


def mixed(rng, steps, *shape):
    """Gradients for `steps` steps, some elements small throughout and some large."""
    return normal(rng, steps, *shape) * 10.0 ** rng.uniform(-2, 1, size=shape)


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


class Plain(Check):
    """Without momentum each step is -lr · g, and dampening has nothing to dampen."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(params=[normal(rng, 1)], grads=[normal(rng, 1, 1)], settings={"lr": 0.5})
        yield two(rng, 5, lr=0.07)
        yield two(rng, 3, lr=0.2, dampening=0.4)

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        return trace(code.SGD(leaves, **settings), leaves, grads)


class Momentum(Plain):
    """With momentum the velocity begins as the first gradient, keeps its share and takes each new gradient whole."""

    def cases(self, rng):
        yield case(params=[normal(rng, 2)], grads=[normal(rng, 3, 2)], settings={"lr": 0.1, "momentum": 0.5})
        yield two(rng, 50, lr=0.03, momentum=0.9)
        params, grads = [normal(rng, 3, 1, 2)], [normal(rng, 9, 3, 1, 2)]
        single = {"params": [p.astype(np.float32) for p in params], "grads": [g.astype(np.float32) for g in grads]}
        yield case(**single, settings={"lr": 0.1, "momentum": 0.8})


class Dampening(Plain):
    """Dampening weakens every gradient that enters the velocity but the first."""

    def cases(self, rng):
        yield case(
            params=[normal(rng, 2)], grads=[normal(rng, 3, 2)], settings={"lr": 0.1, "momentum": 0.5, "dampening": 0.3}
        )
        yield two(rng, 50, lr=0.1, momentum=0.8, dampening=0.8)


class Nesterov(Plain):
    """With `nesterov=True` the step goes along g + momentum · v; the velocity itself is the same as without."""

    def cases(self, rng):
        settings = {"lr": 0.1, "momentum": 0.6, "nesterov": True}
        yield case(params=[normal(rng, 2)], grads=[normal(rng, 3, 2)], settings=settings)
        yield two(rng, 50, lr=0.03, momentum=0.9, nesterov=True)


class WeightDecay(Plain):
    """Weight decay is part of the gradient and goes through the velocity with it."""

    def cases(self, rng):
        yield two(rng, 3, lr=0.2, weight_decay=0.5)
        yield two(rng, 4, lr=0.2, weight_decay=0.5, momentum=0.6)
        yield two(rng, 20, lr=0.1, weight_decay=0.2, momentum=0.7, dampening=0.4)
        yield two(rng, 20, lr=0.1, weight_decay=0.3, momentum=0.8, nesterov=True)


class ChangingRate(Check):
    """`lr` may be assigned between steps. The velocity is made of gradients: a new rate changes the next step whole."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, settings in (
            (3, {}),
            (4, {"momentum": 0.8}),
            (9, {"momentum": 0.8, "weight_decay": 0.2, "dampening": 0.3}),
            (50, {"momentum": 0.7, "nesterov": True}),
        ):
            rates = [round(float(r), 4) for r in rng.uniform(0.01, 0.3, steps)]
            yield case(**two(rng, steps, lr=1.0, **settings).inputs, rates=rates)

    def probe(code, params, grads, settings, rates):
        leaves = leaves_of(params)
        optimiser = code.SGD(leaves, **settings)
        return trace(optimiser, leaves, grads, before=lambda t: setattr(optimiser, "lr", rates[t]))


class MissingGradients(Check):
    """A parameter whose `grad` is None is left alone at that step; its first gradient, however late, enters whole."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, absent in ((4, [[0, 0]]), (7, [[0, 1], [1, 1], [3, 0], [4, 0]])):
            made = two(rng, steps, lr=0.1, momentum=0.7, dampening=0.4, weight_decay=0.3)
            yield case(**made.inputs, absent=absent)

    def probe(code, params, grads, settings, absent):
        leaves = leaves_of(params)
        return trace(code.SGD(leaves, **settings), leaves, grads, absent={tuple(pair) for pair in absent})


class GradientsKept(Check):
    """`step` only reads gradients, and owns its velocity: it does not matter what becomes of them afterwards."""

    kind = Kind.STATE

    def cases(self, rng):
        for settings in ({}, {"weight_decay": 0.4}, {"momentum": 0.6}, {"momentum": 0.6, "nesterov": True}):
            yield case(params=[normal(rng, 2, 3)], grads=[normal(rng, 4, 2, 3)], settings={"lr": 0.1, **settings})

    def probe(code, params, grads, settings):
        leaves = leaves_of(params)
        optimiser = code.SGD(leaves, **settings)
        leaves[0].grad = grads[0][0].clone()
        seen = []
        for g in grads[0]:
            leaves[0].grad.copy_(g)  # the same tensor at each step, as a zero_grad that fills in zeros leaves it
            optimiser.step()
            seen.append({"parameter": leaves[0].detach().clone(), "gradient": leaves[0].grad.clone()})
        return seen


class Refused(Check):
    """Nesterov's look ahead without momentum, or together with dampening, is refused with a `ValueError`."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(params=[normal(rng, 2)], settings={"nesterov": True})
        yield case(params=[normal(rng, 2)], settings={"nesterov": True, "momentum": 0.9, "dampening": 0.1})
        yield case(params=[normal(rng, 2)], settings={"nesterov": True, "momentum": 0.9})
        yield case(params=[normal(rng, 2)], settings={"momentum": 0.9, "dampening": 0.1})
        yield case(params=[normal(rng, 2)], settings={"dampening": 0.1})

    def probe(code, params, settings):
        try:
            code.SGD(leaves_of(params), lr=0.1, **settings)
        except ValueError:
            return "ValueError"
        return "made"


class TrainingLoop(Check):
    """`zero_grad`, backward, `step`, ten times over, with parameters handed over as a generator."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, shapes in ((2, [(2,)]), (10, [(3, 2), (4,)])):
            settings = {"lr": 0.02, "momentum": 0.8}
            targets, curves = [normal(rng, *s) for s in shapes], [rng.uniform(0.1, 5.0, s) for s in shapes]
            params = [normal(rng, *s) for s in shapes]
            yield case(params=params, targets=targets, curves=curves, steps=steps, settings=settings)

    def probe(code, params, targets, curves, steps, settings):
        leaves = leaves_of(params)
        optimiser = code.SGD((leaf for leaf in leaves), **settings)
        losses = []
        for _ in range(steps):
            optimiser.zero_grad()
            loss = sum((c * (p - t) ** 2).sum() for p, t, c in zip(leaves, targets, curves, strict=True))
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        return {"losses": np.array(losses), "parameters": [leaf.detach() for leaf in leaves]}
