"""Backwards by hand

No autograd: the forward pass keeps what came out of every layer, and the slope of each activation is a function of its
output. `fix` takes orthogonal matrices, which keep every length.
"""

import torch

SLOPES = {
    "linear": torch.ones_like,
    "relu": lambda h: (h > 0).to(h.dtype),
    "tanh": lambda h: 1 - h * h,
    "sigmoid": lambda h: h * (1 - h),
}


def activate(act, z):
    if act == "relu":
        return z.clamp(min=0)
    return z if act == "linear" else getattr(torch, act)(z)


@torch.no_grad()
def walk(weights, act, x, dy):
    kept = [x]
    for w in weights:
        kept.append(activate(act, torch.einsum("ni,oi->no", kept[-1], w)))
    at_layers, at_weights, g = [dy], [], dy
    for layer in range(len(weights) - 1, -1, -1):
        delta = g * SLOPES[act](kept[layer + 1])
        at_weights.insert(0, delta.T @ kept[layer])
        g = delta @ weights[layer]
        at_layers.insert(0, g)
    return at_layers, at_weights


def layer_grad_norms(weights, act, x, dy):
    return torch.stack([torch.linalg.matrix_norm(g) for g in walk(weights, act, x, dy)[0]])


def weight_grad_norms(weights, act, x, dy):
    return torch.stack([torch.linalg.matrix_norm(g) for g in walk(weights, act, x, dy)[1]])


def growth(norms):
    factors = norms[:-1].double() / norms[1:].double()
    return float(torch.exp(torch.log(factors).mean()))


def diagnose(norms):
    values = norms.tolist()
    if any(v != v or v in (float("inf"), float("-inf")) for v in values):
        return "exploding"
    if values[0] <= 0 or values[0] * 1000 < values[-1]:
        return "vanishing"
    if values[0] > 1000 * values[-1]:
        return "exploding"
    return "healthy"


def fix(depth, width, act, generator):
    weights = []
    for _ in range(depth):
        q, _ = torch.linalg.qr(torch.randn(width, width, generator=generator))
        weights.append(q * 2**0.5 if act == "relu" else q)
    return weights
