"""The sequence returns c at every step

Your `lstm` collects the cell states. What a layer hands on at every step is h; c stays inside.
"""

import torch
from torch import Tensor


def gates(x: Tensor, h: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor) -> tuple[Tensor, ...]:
    z = x @ w_ih.T + b_ih + h @ w_hh.T + b_hh
    i, f, g, o = z.chunk(4, dim=1)
    return (torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o))


def lstm_cell(
    x: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
) -> tuple[Tensor, Tensor]:
    i, f, g, o = gates(x, h, w_ih, w_hh, b_ih, b_hh)
    c_new = f * c + i * g
    return (o * torch.tanh(c_new), c_new)


def lstm(
    x: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    outputs = []
    for x_t in x:
        h, c = lstm_cell(x_t, h, c, w_ih, w_hh, b_ih, b_hh)
        outputs.append(c)
    return (torch.stack(outputs), h, c)


def lstm_cell_backward(
    x: Tensor,
    h: Tensor,
    c: Tensor,
    w_ih: Tensor,
    w_hh: Tensor,
    b_ih: Tensor,
    b_hh: Tensor,
    dh_new: Tensor,
    dc_new: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    i, f, g, o = gates(x, h, w_ih, w_hh, b_ih, b_hh)
    t = torch.tanh(f * c + i * g)
    do = dh_new * t
    dc_all = dc_new + dh_new * o * (1 - t * t)
    dc = dc_all * f
    df = dc_all * c
    di = dc_all * g
    dg = dc_all * i
    dz = torch.cat([di * i * (1 - i), df * f * (1 - f), dg * (1 - g * g), do * o * (1 - o)], dim=1)
    db = dz.sum(dim=0)
    return (dz @ w_ih, dz @ w_hh, dc, dz.T @ x, dz.T @ h, db, db.clone())
