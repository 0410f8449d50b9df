"""Views made of other views

Much can be had without naming a stride: `view` cuts an axis in two, `expand` stretches one, and `reshape` is a
view where it can be. What has to change the order of axes still goes through `as_strided`, but from the view's
own strides, reordered. `flattens` tries it.
"""

import torch


def reordered(x, axes):
    return x.as_strided([x.size(a) for a in axes], [x.stride(a) for a in axes])


def strides_of(shape):
    return list(torch.empty(shape, device="meta").stride())


def offset_of(x, index):
    for i in index:
        x = x[i]
    return x.storage_offset()


def transposed(x):
    return reordered(x, (1, 0))


def diagonal(x):
    down, right = x.stride()
    return torch.as_strided(x, [min(*x.shape)], [down + right])


def repeated(x, n):
    return x.expand(n, -1)


def windows(x, size):
    count = x.numel() + 1 - size
    return torch.as_strided(x, [count, size], 2 * [x.stride(0)])


def patches(x, p):
    return reordered(x.unflatten(1, (-1, p)).unflatten(0, (-1, p)), (0, 2, 1, 3))


def split_heads(x, h):
    return reordered(x.view(*x.shape[:2], h, -1), (0, 2, 1, 3))


def flattens(x):
    try:
        x.view(-1)
    except RuntimeError:
        return False
    return True


def outer(a, b):
    return torch.matmul(a[..., None], b[..., None, :])


def weighted_windows(x, w):
    return torch.stack([x[i : i + len(w)] * w for i in range(len(x) - len(w) + 1)])


def overlap_add(w):
    # each row one place longer than the result, so that reading on shifts each row by one
    n, k = w.shape
    wide = torch.cat([w, w.new_zeros(n, n)], dim=1)
    return wide.reshape(-1)[: n * (n + k - 1)].reshape(n, n + k - 1).sum(dim=0)
