"""Checks of the lab on clipping and accumulating gradients."""

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, transposed

# PyTorch divides by the norm plus 1e-6, others by the norm itself. Both are right: all norms here are above 0.4.
CLIPPED = Tolerance(rtol=1e-5)


def gradients(rng, norm, *shapes):
    """Gradients of the given joint norm, of very different sizes."""
    drawn = [rng.normal(size=shape) * 10.0 ** rng.uniform(-1, 1) for shape in shapes]
    return [g * norm / np.sqrt(sum((g**2).sum() for g in drawn)) for g in drawn]


def leaves_of(grads):
    """A leaf for each gradient, of its shape."""
    import torch

    leaves = [torch.full_like(g, 3.0).requires_grad_() for g in grads]
    for leaf, g in zip(leaves, grads, strict=True):
        leaf.grad = g.clone()
    return leaves


def network(rng, f, h, c):
    """Weights [out, in] and biases of two layers."""
    return [rng.normal(size=(h, f)), rng.normal(size=h), rng.normal(size=(c, h)), rng.normal(size=c)]


def batches(rng, sizes, f, c, labels):
    drawn = []
    for n in sizes:
        X = rng.normal(size=(n, f)) * rng.uniform(0.3, 3.0)
        drawn.append([X, rng.integers(c, size=n) if labels else rng.normal(size=(n, c)) * 2])
    return drawn


def model_of(weights, frozen=False):
    """Two linear layers with a tanh in between; `frozen` takes the first bias out of the training."""
    import torch

    W1, _, W2, _ = weights
    model = torch.nn.Sequential(
        torch.nn.Linear(W1.shape[1], W1.shape[0]), torch.nn.Tanh(), torch.nn.Linear(W2.shape[1], W2.shape[0])
    ).to(W1)
    with torch.no_grad():
        for p, w in zip(model.parameters(), weights, strict=True):
            p.copy_(w)
    if frozen:
        model[0].bias.requires_grad_(False)
    return model


def loss_for(batches):
    import torch

    F = torch.nn.functional
    return F.mse_loss if batches[0][1].is_floating_point() else F.cross_entropy


def pairs(batches):
    return [(X, y) for X, y in batches]


def grads_of(model):
    return [None if p.grad is None else p.grad.clone() for p in model.parameters()]


class Clipped(Check):
    """All gradients are scaled by one factor to the joint norm `max_norm`; what is returned is the norm before."""

    tolerance = CLIPPED

    def cases(self, rng):
        yield case(grads=gradients(rng, 5.0, (2,)), max_norm=1.0)
        yield case(grads=gradients(rng, 9.0, (3, 2), (4,)), max_norm=0.5)
        yield case(grads=gradients(rng, 40.0, (2, 3, 2), (5,), (1, 4)), max_norm=25.0)
        yield case(grads=gradients(rng, 3e7, (4, 3), (2,), (6,)), max_norm=2.0)
        yield case(grads=[transposed(g) for g in gradients(rng, 6.0, (4, 3), (2, 5))], max_norm=1.5)
        yield case(grads=[g.astype(np.float32) for g in gradients(rng, 8.0, (3, 3), (7,))], max_norm=2.0)

    def probe(code, grads, max_norm):
        leaves = leaves_of(grads)
        norm = code.clip_grad_norm(leaves, max_norm)
        return {"norm": float(norm), "grads": [leaf.grad for leaf in leaves]}


class WithinBounds(Clipped):
    """Gradients whose joint norm is within the bound stay as they are, and zeros stay zeros."""

    def cases(self, rng):
        yield case(grads=gradients(rng, 0.5, (2,)), max_norm=1.0)
        yield case(grads=gradients(rng, 3.0, (3, 2), (4,), (2, 2)), max_norm=3.5)
        yield case(grads=[*gradients(rng, 0.7, (3,)), np.zeros((2, 2))], max_norm=1.0)


class AllZero(Check):
    """Where every gradient is 0 the norm is 0, and the gradients stay 0: a step with them leads nowhere."""

    def cases(self, rng):
        yield case(grads=[np.zeros((2, 3)), np.zeros(4)], max_norm=1.0)

    def probe(code, grads, max_norm):
        leaves = leaves_of(grads)
        norm = code.clip_grad_norm(leaves, max_norm)
        return {"norm": float(norm), "after a step": [leaf.detach() - leaf.grad for leaf in leaves]}


class SomeWithout(Check):
    """Parameters come from a generator, and those without a gradient do not count."""

    tolerance = CLIPPED

    def cases(self, rng):
        for norm, max_norm, missing in ((4.0, 1.0, 0), (6.0, 2.5, 1), (0.6, 1.0, 2)):
            yield case(grads=gradients(rng, norm, (3, 2), (4,), (2, 5)), max_norm=max_norm, missing=missing)

    def probe(code, grads, max_norm, missing):
        leaves = leaves_of(grads)
        leaves[missing].grad = None
        norm = code.clip_grad_norm((leaf for leaf in leaves), max_norm)
        return {"norm": float(norm), "grads": [leaf.grad for leaf in leaves]}


class Accumulated(Check):
    """Loss and gradients are those of one large batch, however the examples are split, with a short last part too."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for sizes, f, h, c, labels in (
            ((2, 1), 2, 3, 2, False),
            ((4,), 3, 2, 4, True),
            ((4, 4, 4), 3, 5, 2, True),
            ((4, 4, 1), 2, 4, 3, False),
            ((1, 5, 2, 3), 4, 3, 5, True),
        ):
            yield case(weights=network(rng, f, h, c), batches=batches(rng, sizes, f, c, labels))
        weights, parts = network(rng, 3, 4, 2), batches(rng, (3, 2), 3, 2, labels=True)
        parts = [[X.astype(np.float32), y] for X, y in parts]
        yield case(weights=[w.astype(np.float32) for w in weights], batches=parts)

    def probe(code, weights, batches):
        model = model_of(weights)
        loss = code.accumulate(model, pairs(batches), loss_for(batches))
        return {"loss": float(loss), "grads": grads_of(model)}


class Added(Check):
    """`accumulate` adds to the gradients that are there, as `backward` does, and leaves frozen parameters alone."""

    kind = Kind.STATE

    def cases(self, rng):
        for sizes in ((3, 2), (2, 4, 1)):
            parts = [batches(rng, sizes, 3, 2, labels=False) for _ in range(2)]
            yield case(weights=network(rng, 3, 4, 2), first=parts[0], second=parts[1])

    def probe(code, weights, first, second):
        model, seen = model_of(weights, frozen=True), []
        for part in (first, second):
            loss = code.accumulate(model, pairs(part), loss_for(part))
            seen.append({"loss": float(loss), "grads": [g for g in grads_of(model) if g is not None]})
        return seen


class OneAtATime(Check):
    """Each micro-batch goes forwards and backwards before the next one, and no graph is kept for the returned loss."""

    kind = Kind.STATE

    def cases(self, rng):
        for sizes in ((3, 2), (2, 4, 1)):
            yield case(weights=network(rng, 3, 4, 2), batches=batches(rng, sizes, 3, 2, labels=True))

    def probe(code, weights, batches):
        model, events = model_of(weights), []
        forward = model.forward

        def spied(x):
            events.append(f"forwards with {len(x)}")
            out = forward(x)
            if out.requires_grad:
                out.register_hook(lambda _: events.append(f"backwards with {len(x)}"))
            return out

        model.forward = spied
        loss = code.accumulate(model, pairs(batches), loss_for(batches))
        return {"events": events, "graph kept": bool(getattr(loss, "requires_grad", False))}


class Spy:
    """Plain gradient descent that notes the gradients it is given."""

    def __init__(self, params, lr):
        self.params, self.lr, self.seen = list(params), lr, []

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        self.seen.append([p.grad.clone() for p in self.params])
        for p in self.params:
            p.data -= self.lr * p.grad


class Steps(Check):
    """`train_step` clears, accumulates, clips the whole gradient once and steps once; it returns loss and norm."""

    kind = Kind.STATE
    tolerance = CLIPPED

    def cases(self, rng):
        for steps, sizes, max_norm in ((1, (3, 2), 0.5), (1, (2, 3), 1e3), (2, (1, 4, 2), 0.4), (4, (4, 4, 3), 1.0)):
            weights = network(rng, 3, 4, 2)
            rounds = [batches(rng, sizes, 3, 2, labels=False) for _ in range(steps)]
            yield case(weights=weights, rounds=rounds, lr=0.1, max_norm=max_norm)

    def probe(code, weights, rounds, lr, max_norm):
        model, told = model_of(weights), []
        optimiser = Spy(model.parameters(), lr)
        for part in rounds:
            loss, norm = code.train_step(model, optimiser, pairs(part), loss_for(part), max_norm)
            told.append([float(loss), float(norm)])
        told = np.array(told)
        return {"told": told, "gradients": optimiser.seen, "weights": [p.detach() for p in model.parameters()]}


class Training(Check):
    """Thirty steps of an optimiser with momentum, clipped nearly all the way, follow the right curve down."""

    kind = Kind.TRAINING
    tolerance = Tolerance(rtol=1e-3, atol=1e-4)  # 1e-6 beside the norm, thirty times over

    def cases(self, rng):
        X = rng.normal(size=(11, 4)) * 3
        y = X @ rng.normal(size=(4, 2))
        weights = [w * 0.5 for w in network(rng, 4, 6, 2)]
        parts = [[X[:4], y[:4]], [X[4:8], y[4:8]], [X[8:], y[8:]]]
        yield case(weights=weights, batches=parts, lr=0.05, max_norm=1.0)

    def probe(code, weights, batches, lr, max_norm, report):
        import torch

        model = model_of(weights)
        optimiser = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.5)
        losses = []
        for step in range(30):
            losses.append(
                float(code.train_step(model, optimiser, pairs(batches), torch.nn.functional.mse_loss, max_norm)[0])
            )
            report(step, loss=losses[-1])
        return np.array(losses)
