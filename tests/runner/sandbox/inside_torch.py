"""What torch labs do, to be tried in sealed cells by `inside.py`."""


def train():
    import torch

    torch.set_num_threads(2)
    model = torch.nn.Sequential(torch.nn.Linear(64, 128), torch.nn.ReLU(), torch.nn.Linear(128, 1))
    data = torch.utils.data.TensorDataset(torch.randn(256, 64), torch.randn(256, 1))
    optimizer = torch.optim.Adam(model.parameters())
    for inputs, targets in torch.utils.data.DataLoader(data, batch_size=64, shuffle=True):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(inputs), targets).backward()
        optimizer.step()
    return all(bool(torch.isfinite(p).all()) for p in model.parameters())


def large_on_two_threads():
    import torch

    torch.set_num_threads(2)
    a = torch.randn(700, 700, dtype=torch.float64, requires_grad=True)
    (a @ a).sum().backward()
    return [torch.get_num_threads(), bool(torch.isfinite(a.grad).all())]


def layers():
    import torch
    from torch import nn

    seen = torch.randn(2, 3, 16, 16)
    nn.Conv2d(3, 4, 3)(seen).sum().backward()
    nn.LSTM(8, 8)(torch.randn(5, 2, 8))[0].sum().backward()
    nn.MultiheadAttention(8, 2)(*[torch.randn(5, 2, 8)] * 3)[0].sum().backward()
    slopes = torch.func.vmap(torch.func.grad(lambda x: (x**2).sum()))(torch.ones(3, 2))
    scripted = torch.jit.trace(nn.Linear(2, 2), torch.ones(1, 2))
    sizes = [torch.linalg.svd(torch.randn(8, 8)).S.numel(), torch.fft.rfft(torch.ones(8)).numel()]
    return [slopes.sum().item(), *scripted(torch.ones(1, 2)).shape, *sizes]


def saved():
    import torch

    torch.save({"weight": torch.ones(3)}, "weights.pt")
    return float(torch.load("weights.pt")["weight"].sum())


def torch_memory():
    import torch

    return torch.zeros(600 * (1 << 20) // 4).numel()


def capability():
    import torch

    return torch.backends.cpu.get_cpu_capability()


TORCH = {
    "train": train,
    "two threads": large_on_two_threads,
    "layers": layers,
    "saved": saved,
    "capability": capability,
}
