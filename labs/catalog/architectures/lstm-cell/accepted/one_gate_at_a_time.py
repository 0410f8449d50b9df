"""One gate at a time

Each gate has its own slice of the weights and its own small function; the inputs of all steps are multiplied before the
loop begins. Backwards, each gate adds its share to the gradients.
"""

import torch

ORDER = {"i": 0, "f": 1, "g": 2, "o": 3}


def part(w, name):
    size = w.shape[0] // 4
    return w[ORDER[name] * size : (ORDER[name] + 1) * size]


def sigmoid(z):
    return 1 / (1 + torch.exp(-z.clamp(min=-80)))


def gate(name, from_x, h, w_hh, b_hh):
    z = from_x[..., ORDER[name] * h.shape[-1] : (ORDER[name] + 1) * h.shape[-1]]
    z = z + torch.nn.functional.linear(h, part(w_hh, name), part(b_hh, name))
    return torch.tanh(z) if name == "g" else sigmoid(z)


def step(from_x, h, c, w_hh, b_hh):
    values = {name: gate(name, from_x, h, w_hh, b_hh) for name in ORDER}
    c = values["i"] * values["g"] + values["f"] * c
    return values["o"] * torch.tanh(c), c, values


def lstm_cell(x, h, c, w_ih, w_hh, b_ih, b_hh):
    h, c, _ = step(torch.nn.functional.linear(x, w_ih, b_ih), h, c, w_hh, b_hh)
    return h, c


def lstm(x, h, c, w_ih, w_hh, b_ih, b_hh):
    seen = []
    for from_x in torch.nn.functional.linear(x, w_ih, b_ih):
        h, c, _ = step(from_x, h, c, w_hh, b_hh)
        seen.append(h)
    return torch.stack(seen), h, c


def lstm_cell_backward(x, h, c, w_ih, w_hh, b_ih, b_hh, dh_new, dc_new):
    _, c_new, v = step(torch.nn.functional.linear(x, w_ih, b_ih), h, c, w_hh, b_hh)
    top = torch.tanh(c_new)
    inner = dc_new + dh_new * v["o"] / torch.cosh(c_new) ** 2
    above = {"i": inner * v["g"], "f": inner * c, "g": inner * v["i"], "o": dh_new * top}
    dx, dh = torch.zeros_like(x), torch.zeros_like(h)
    dw_ih, dw_hh, db = torch.zeros_like(w_ih), torch.zeros_like(w_hh), torch.zeros_like(b_ih)
    for name, value in v.items():
        slope = 1 - value**2 if name == "g" else value - value**2
        dz = above[name] * slope
        dx += dz @ part(w_ih, name)
        dh += dz @ part(w_hh, name)
        part(dw_ih, name).copy_(torch.einsum("nh,nd->hd", dz, x))
        part(dw_hh, name).copy_(torch.einsum("nh,nd->hd", dz, h))
        part(db, name).copy_(dz.sum(dim=0))
    return dx, dh, inner * v["f"], dw_ih, dw_hh, db, db.clone()
