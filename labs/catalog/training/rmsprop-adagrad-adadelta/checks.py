"""Checks of the RMSProp, Adagrad and Adadelta lab.

A trace is, for each parameter, its values after each step: shape [steps, *shape of the parameter].
"""

import numpy as np

from runner.checks import Check, Kind, case, transposed

ALL = (
    ("RMSprop", {"lr": 0.1, "alpha": 0.7, "eps": 1e-2, "momentum": 0.6}),
    ("RMSprop", {"lr": 0.1, "alpha": 0.6, "eps": 1e-2, "centered": True}),
    ("Adagrad", {"lr": 0.1, "eps": 1e-2}),
    ("Adadelta", {"lr": 0.6, "rho": 0.7, "eps": 1e-2}),
)


def normal(rng, *shape):
    return rng.normal(size=shape)


def mixed(rng, steps, *shape):
    """Gradients for `steps` steps, some elements tiny throughout and some large."""
    return normal(rng, steps, *shape) * 10.0 ** rng.uniform(-3, 1.5, size=shape)


def two(rng, optimiser, steps, **settings):
    """Two parameters of different shapes and a fixed gradient for each of the steps."""
    params = [transposed(normal(rng, 3, 4)), normal(rng, 5)]
    grads = [mixed(rng, steps, 3, 4), mixed(rng, steps, 5)]
    return case(params=params, grads=grads, optimiser=optimiser, settings=settings)


def small(rng, optimiser, **settings):
    return case(params=[normal(rng, 2)], grads=[normal(rng, 3, 2)], optimiser=optimiser, settings=settings)


def single(rng, optimiser, **settings):
    params, grads = [normal(rng, 3, 1, 2)], [normal(rng, 9, 3, 1, 2)]
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


class FirstSteps(Check):
    """However large or small the gradient, Adagrad's first step is lr long, and RMSProp's is lr / √(1 - alpha)."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for optimiser in ("Adagrad", "RMSprop"):
            for shape in ((1,), (2, 3)):
                grads = [rng.choice([-1.0, 1.0], size=(1, *shape)) * 10.0 ** rng.uniform(-7, 4, size=shape)]
                settings = {"lr": 0.05, "eps": 1e-15}
                yield case(params=[normal(rng, *shape)], grads=grads, optimiser=optimiser, settings=settings)

    def probe(code, params, grads, optimiser, settings):
        leaves = leaves_of(params)
        return trace(getattr(code, optimiser)(leaves, **settings), leaves, grads)


class RmspropSteps(Check):
    """Plain RMSprop: two parameters, gradients of mixed sizes, eps from 1e-8 to 1e-1, up to 50 steps."""

    kind = Kind.STATE

    def cases(self, rng):
        yield small(rng, "RMSprop", lr=0.1, alpha=0.5, eps=0.1)
        yield two(rng, "RMSprop", 4)
        yield two(rng, "RMSprop", 50, lr=0.03, alpha=0.9, eps=1e-2)
        yield single(rng, "RMSprop", lr=0.1, alpha=0.8, eps=1e-2)

    def probe(code, params, grads, optimiser, settings):
        leaves = leaves_of(params)
        return trace(getattr(code, optimiser)(leaves, **settings), leaves, grads)


class RmspropMomentum(RmspropSteps):
    """With momentum the velocity collects gradients that have been divided already."""

    def cases(self, rng):
        yield small(rng, "RMSprop", lr=0.1, alpha=0.5, eps=0.1, momentum=0.6)
        yield two(rng, "RMSprop", 50, lr=0.03, alpha=0.9, eps=1e-2, momentum=0.8)


class RmspropCentered(RmspropSteps):
    """With `centered=True` the denominator is the gradients' standard deviation: mean square less squared mean."""

    def cases(self, rng):
        yield small(rng, "RMSprop", lr=0.1, alpha=0.5, eps=0.1, centered=True)
        yield two(rng, "RMSprop", 4, centered=True)
        yield two(rng, "RMSprop", 30, lr=0.03, alpha=0.9, eps=1e-2, centered=True, momentum=0.7)


class AdagradSteps(RmspropSteps):
    """Adagrad never forgets: its denominator only grows. The first step is lr long in every direction."""

    def cases(self, rng):
        yield small(rng, "Adagrad", lr=0.1, eps=0.1)
        yield case(params=[normal(rng, 3)], grads=[normal(rng, 2, 3) * 1e-10], optimiser="Adagrad", settings={})
        yield two(rng, "Adagrad", 4)
        yield two(rng, "Adagrad", 50, lr=0.3, eps=1e-2)
        yield single(rng, "Adagrad", lr=0.1, eps=1e-2)


class AdadeltaSteps(RmspropSteps):
    """Adadelta starts from next to nothing and finds the length of its steps in its own past moves."""

    def cases(self, rng):
        yield small(rng, "Adadelta", lr=1.0, rho=0.5, eps=0.1)
        yield two(rng, "Adadelta", 4)
        yield two(rng, "Adadelta", 50, rho=0.8, eps=1e-2)
        yield two(rng, "Adadelta", 20, lr=0.4, rho=0.8, eps=1e-2)
        yield single(rng, "Adadelta", lr=0.5, rho=0.8, eps=1e-2)


class MissingGradients(Check):
    """A parameter whose `grad` is None is left alone at that step: it does not move, and nothing kept for it fades."""

    kind = Kind.STATE

    def cases(self, rng):
        for optimiser, settings in ALL:
            for steps, absent in ((4, [[2, 0]]), (6, [[0, 1], [1, 1], [3, 0], [4, 0]])):
                yield case(**two(rng, optimiser, steps, **settings).inputs, absent=absent)

    def probe(code, params, grads, optimiser, settings, absent):
        leaves, absent = leaves_of(params), {tuple(pair) for pair in absent}
        return trace(getattr(code, optimiser)(leaves, **settings), leaves, grads, absent=absent)


class ChangingRate(Check):
    """`lr` may be assigned between steps; what the optimiser keeps is free of it, so the next step follows whole."""

    kind = Kind.STATE

    def cases(self, rng):
        for optimiser, settings in ALL:
            for steps in (3, 8):
                rates = [round(float(r), 4) for r in rng.uniform(0.01, 0.3, steps)]
                yield case(**two(rng, optimiser, steps, **settings).inputs, rates=rates)

    def probe(code, params, grads, optimiser, settings, rates):
        leaves = leaves_of(params)
        made = getattr(code, optimiser)(leaves, **settings)
        return trace(made, leaves, grads, before=lambda t: setattr(made, "lr", rates[t]))


class GradientsKept(Check):
    """`step` only reads gradients, and keeps none: it does not matter what becomes of them afterwards."""

    kind = Kind.STATE

    def cases(self, rng):
        for optimiser, settings in ALL:
            yield case(params=[normal(rng, 2, 3)], grads=[normal(rng, 3, 2, 3)], optimiser=optimiser, settings=settings)

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

    def cases(self, rng):
        for optimiser, settings in ALL:
            shapes = [(3, 2), (4,)]
            targets, curves = [normal(rng, *s) for s in shapes], [rng.uniform(0.1, 5.0, s) for s in shapes]
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
