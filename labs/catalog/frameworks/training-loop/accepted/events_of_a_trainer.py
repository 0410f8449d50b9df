"""A trainer with a keeper beside it

One class runs the epochs as a generator and knows nothing of the best epoch; another keeps it and says when to
stop. This is how libraries split the loop into a trainer and its callbacks. Losses are averaged as they come,
without a sum.
"""

import io

import torch


class Mean:
    def __init__(self):
        self.value, self.count = 0.0, 0

    def add(self, value, n):
        self.count += n
        self.value += (float(value) - self.value) * n / self.count


class Keeper:
    def __init__(self, model, patience):
        self.model, self.patience = model, patience
        self.losses, self.best, self.memory = [], None, io.BytesIO()

    def see(self, loss):
        self.losses.append(loss)
        if abs(loss) < float("inf") and (self.best is None or loss < self.losses[self.best]):
            self.best = len(self.losses) - 1
            self.memory = io.BytesIO()
            torch.save(self.model.state_dict(), self.memory)

    @property
    def tired(self):
        useless = len(self.losses) if self.best is None else len(self.losses) - 1 - self.best
        return self.patience is not None and useless >= self.patience

    def restore(self):
        if self.best is not None:
            self.memory.seek(0)
            self.model.load_state_dict(torch.load(self.memory, weights_only=True))


@torch.no_grad()
def evaluate(model, data, loss_fn):
    was, mean = model.training, Mean()
    model.eval()
    for x, y in data:
        mean.add(loss_fn(model(x), y), x.size(0))
    model.train(was)
    return mean.value


def epochs_of(model, train, loss_fn, optimizer, scheduler, epochs):
    for _ in range(epochs):
        model.train()
        mean, rate = Mean(), optimizer.param_groups[-1]["lr"]
        for x, y in train:
            loss = loss_fn(model(x), y)
            model.zero_grad(set_to_none=False)
            loss.backward()
            optimizer.step()
            mean.add(loss.detach(), x.size(0))
        if scheduler is not None:
            scheduler.step()
        yield mean.value, rate


def fit(model, train, val, loss_fn, optimizer, scheduler, epochs, patience=None):
    keeper, told = Keeper(model, patience), []
    for row in epochs_of(model, train, loss_fn, optimizer, scheduler, epochs):
        told.append(row)
        keeper.see(evaluate(model, val, loss_fn))
        if keeper.tired:
            break
    keeper.restore()
    return {
        "train_loss": [loss for loss, _ in told],
        "val_loss": keeper.losses,
        "lr": [rate for _, rate in told],
        "best_epoch": keeper.best,
    }
