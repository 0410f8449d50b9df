"""Work done once in the zygote so that no cell pays for it: imports, first calls, lazily loaded modules."""

from __future__ import annotations


def warm_numpy() -> None:
    """Import and touch what NumPy labs use; its random and linalg modules cost 200 ms on first use."""
    import collections  # noqa: F401
    import dataclasses  # noqa: F401
    import fractions  # noqa: F401
    import functools  # noqa: F401
    import heapq  # noqa: F401
    import inspect  # noqa: F401
    import itertools  # noqa: F401
    import random
    import statistics  # noqa: F401
    import typing  # noqa: F401
    import warnings

    import numpy as np

    random.random()
    generator = np.random.default_rng(0)
    a = generator.normal(size=(4, 4))
    np.random.rand(1)
    np.linalg.svd(a)
    np.linalg.solve(a, a)
    np.einsum("ij,jk->ik", a, a)
    np.fft.fft(a)
    repr(a)
    with warnings.catch_warnings(record=True):
        np.exp(np.array([1e4]))
    warm_traceback()


def warm_traceback() -> None:
    import traceback

    try:
        raise ValueError("warm")
    except ValueError as error:
        "".join(traceback.TracebackException.from_exception(error).format())


def warm_torch() -> None:
    """One small pass through what labs use; torch.optim alone pulls in 1.7 s of imports on its first step."""
    import torch
    import torch.nn.functional as F
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(0)
    x = torch.randn(2, 6, 8, requires_grad=True)
    layers = nn.Sequential(nn.Linear(8, 8), nn.LayerNorm(8), nn.GELU(), nn.Dropout(0.1))
    attention = F.scaled_dot_product_attention(layers(x), x, x)
    images = nn.BatchNorm2d(3)(nn.Conv2d(1, 3, 3)(torch.randn(2, 1, 8, 8)))
    states, _ = nn.LSTM(8, 8, batch_first=True)(x)
    loss = attention.sum() + F.max_pool2d(images, 2).sum() + states.sum() + torch.einsum("bij,bkj->bik", x, x).sum()
    loss.backward()
    for made in (torch.optim.Adam, torch.optim.SGD, torch.optim.AdamW):
        optimizer = made(layers.parameters(), lr=1e-3)
        optimizer.step()
        optimizer.zero_grad()
    F.cross_entropy(torch.randn(3, 4), torch.tensor([0, 1, 2]))
    torch.linalg.svd(torch.randn(3, 3))
    torch.linalg.qr(torch.randn(3, 3))
    layers.load_state_dict(layers.state_dict())
    torch.from_numpy(x.detach().numpy())
    torch._C._jit_get_operation("aten::addmm")  # the first question about overloads takes 50 ms
    torch.func.grad(lambda t: (t * t).sum())(torch.ones(2))
    torch.set_default_dtype(torch.float64)
    torch.set_default_dtype(torch.float32)
    repr(x)


def warm(flavour: str) -> None:
    """Import and warm what cells of this flavour use: `numpy` or `torch`."""
    import runner.sandbox.cell  # noqa: F401
    from runner.sandbox import forbid

    warm_numpy()
    if flavour == "torch":
        warm_torch()
    forbid.index_names()
