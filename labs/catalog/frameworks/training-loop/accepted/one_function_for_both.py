"""One walk for training and validation

A single function goes through the data, with an optimiser or without: the mode and whether gradients are
recorded follow from that. Gradients are cleared by setting them to None by hand, after each step and once at
the start; the best state is kept as cloned tensors.
"""

import math

import torch


def walk(model, data, loss_fn, optimizer=None):
    learning = optimizer is not None
    model.train(learning)
    losses, sizes = [], []
    with torch.set_grad_enabled(learning):
        for x, y in data:
            loss = loss_fn(model(x), y)
            if learning:
                loss.backward()
                optimizer.step()
                forget(model)
            losses.append(loss.detach())
            sizes.append(y.shape[0])
    weights = torch.tensor(sizes, dtype=torch.float64)
    return float(torch.stack(losses).double().cpu() @ weights / weights.sum())


def forget(model):
    for parameter in model.parameters():
        parameter.grad = None


def evaluate(model, data, loss_fn):
    before = model.training
    try:
        return walk(model, data, loss_fn)
    finally:
        model.train(before)


def fit(model, train, val, loss_fn, optimizer, scheduler, epochs, patience=None):
    forget(model)
    rows, best = [], None
    for epoch in range(epochs):
        rate = optimizer.param_groups[0]["lr"]
        train_loss = walk(model, train, loss_fn, optimizer)
        if scheduler:
            scheduler.step()
        val_loss = walk(model, val, loss_fn)
        rows.append((train_loss, val_loss, rate))
        if math.isfinite(val_loss) and (best is None or val_loss < best[0]):
            best = val_loss, epoch, {name: value.clone() for name, value in model.state_dict().items()}
        if patience and epoch - (best[1] if best else -1) >= patience:
            break
    if best:
        model.load_state_dict(best[2])
    columns = zip(*rows) if rows else ([], [], [])
    train_losses, val_losses, rates = (list(column) for column in columns)
    return {
        "train_loss": train_losses,
        "val_loss": val_losses,
        "lr": rates,
        "best_epoch": best[1] if best else None,
    }
