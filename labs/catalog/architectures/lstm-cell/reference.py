"""The LSTM cell: Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000.

Shapes: T steps, N examples, D inputs, H units. The gates lie in the rows of the weights in the order i, f, g, o: input
gate, forget gate, candidate, output gate, H rows each.
"""

import torch
from torch import Tensor


def gates(x: Tensor, h: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor) -> tuple[Tensor, ...]:
    z = x @ w_ih.T + b_ih + h @ w_hh.T + b_hh  # [N, 4H]
    i, f, g, o = z.chunk(4, dim=1)  # [N, H] each
    return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)


def lstm_cell(
    x: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
) -> tuple[Tensor, Tensor]:
    i, f, g, o = gates(x, h, w_ih, w_hh, b_ih, b_hh)

    # c' = f c + i g: forget a part, add a part. Nothing is multiplied by a matrix on the way from c to c'.
    c_new = f * c + i * g  # [N, H]

    # h' = o tanh(c')
    return o * torch.tanh(c_new), c_new


def lstm(
    x: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    outputs = []
    for x_t in x:  # [N, D], one step after the other
        h, c = lstm_cell(x_t, h, c, w_ih, w_hh, b_ih, b_hh)
        outputs.append(h)
    return torch.stack(outputs), h, c  # [T, N, H], [N, H], [N, H]


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
    t = torch.tanh(f * c + i * g)  # [N, H]

    # c' is reached in two ways: from the next step, and from h' = o tanh(c'), where tanh' = 1 - tanh²
    do = dh_new * t
    dc_all = dc_new + dh_new * o * (1 - t * t)

    # c' = f c + i g
    dc = dc_all * f
    df = dc_all * c
    di = dc_all * g
    dg = dc_all * i

    # through σ' = σ (1 - σ) and tanh' = 1 - tanh², to what the gates were before
    dz = torch.cat([di * i * (1 - i), df * f * (1 - f), dg * (1 - g * g), do * o * (1 - o)], dim=1)  # [N, 4H]

    # z = x W_ihᵀ + b_ih + h W_hhᵀ + b_hh
    db = dz.sum(dim=0)  # [4H], the same for both
    return dz @ w_ih, dz @ w_hh, dc, dz.T @ x, dz.T @ h, db, db.clone()
