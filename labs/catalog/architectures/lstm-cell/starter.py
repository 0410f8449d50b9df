"""The LSTM cell.

Shapes: T steps, N examples, D inputs, H units. w_ih [4H, D], w_hh [4H, H], b_ih and b_hh [4H]. Their rows belong, H at
a time, to the input gate i, the forget gate f, the candidate g and the output gate o, in this order.
"""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
) -> tuple[Tensor, Tensor]:
    """One step. x [N, D]; h, c [N, H]. Returns the new h and the new c, [N, H] each."""
    raise NotImplementedError


def lstm(
    x: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """All steps. x [T, N, D], time first. Returns every step's h [T, N, H], and the last h and c [N, H]."""
    raise NotImplementedError


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
    """By hand: the gradients of `lstm_cell` at these inputs, given those at the new h and the new c, [N, H] each.

    Called without autograd. Returns the gradients of x, h, c, w_ih, w_hh, b_ih, b_hh, each of the shape of its own.
    """
    raise NotImplementedError
