"""Checks of the training loop lab.

`fit` is put on a stage of spies: a small network with batch normalisation, an optimiser, a schedule and batches, which
note in which order and in which mode they are used. Feature 0 of x and entry 0 of y only tell training from validation.
"""

import math

from runner.checks import Check, Kind, case

NAN = math.nan


def batches_of(rng, sizes, features):
    return {"xs": [rng.normal(size=(n, features)) * 2 + 1 for n in sizes], "ys": [rng.normal(size=n) for n in sizes]}


def setting(rng, train=(3, 4, 2), val=(5, 2), features=3, epochs=3, **more):
    """Data, the weights at the start, and the settings of one run."""
    start = {
        "weight": rng.normal(size=(1, features)),
        "bias": rng.normal(size=1),
        "gain": rng.uniform(0.5, 2, features),
    }
    data = {"train": batches_of(rng, train, features), "val": batches_of(rng, val, features)}
    return case(**data, start=start, lr=0.05, epochs=epochs, **more)


class Stage:
    """The spies of one run and what they noted."""

    def __init__(self, train, val, start, lr, decay=0.5, script=None, training=True, stale=False):
        import torch
        from torch import nn

        stage = self
        stage.training, stage.validation = [], []
        stage.script = script  # the validation loss of each epoch, where it is not the network's own

        class Batches:
            """Batches in another order each time, without a length."""

            def __init__(self, xs, ys, mark):
                self.pairs = []
                for x, y in zip(xs, ys, strict=True):
                    self.pairs.append(
                        (torch.cat([x.new_full((len(x), 1), mark), x], dim=1), torch.stack([y * 0 + mark, y], dim=1))
                    )
                self.rounds = 0

            def __iter__(self):
                turn = self.rounds % len(self.pairs)
                self.rounds += 1
                yield from self.pairs[turn:] + self.pairs[:turn]

        class Network(nn.Module):
            def __init__(self):
                super().__init__()
                self.norm = nn.BatchNorm1d(start["weight"].shape[1])
                self.out = nn.Linear(start["weight"].shape[1], 1)

            def forward(self, x):
                modes = {"training mode" if m.training else "evaluation mode" for m in (self, self.norm)}
                grads = "on" if torch.is_grad_enabled() else "off"
                noted = f"forward in {' and '.join(sorted(modes))}, gradients {grads}"
                (stage.validation if x[0, 0] < 0 else stage.training).append(noted)
                return self.out(self.norm(x[:, 1:]))[:, 0]

        class Optimizer(torch.optim.SGD):
            def step(self, closure=None):
                result = super().step(closure)
                stage.training.append("optimizer step")
                return result

        class Scheduler:
            def step(self):
                stage.training.append("scheduler step")
                for group in stage.optimizer.param_groups:
                    group["lr"] *= decay

        self.train, self.val = Batches(**train, mark=1.0), Batches(**val, mark=-1.0)
        self.model = Network().to(start["weight"])
        with torch.no_grad():
            self.model.out.weight.copy_(start["weight"])
            self.model.out.bias.copy_(start["bias"])
            self.model.norm.weight.copy_(start["gain"])
        self.model.train(training)
        self.optimizer, self.scheduler = Optimizer(self.model.parameters(), lr=lr, momentum=0.5), Scheduler()
        if stale:
            for parameter in self.model.parameters():
                parameter.grad = torch.ones_like(parameter)

    def loss(self, output, y):
        if y[0, 0] < 0 and self.script is not None:
            return (output * 0).sum() + self.script[min(self.val.rounds, len(self.script)) - 1]
        loss = ((output - y[:, 1]) ** 2).mean()
        if loss.requires_grad:
            loss.register_hook(self.backward)
        return loss

    def backward(self, _):
        grads = [p.grad for p in self.model.parameters()]
        clean = all(g is None or not g.any() for g in grads)
        self.training.append(f"backward {'with clean gradients' if clean else 'on top of old gradients'}")

    def state(self):
        return {
            name: value.clone() for name, value in self.model.state_dict().items() if name != "norm.num_batches_tracked"
        }


def fitted(code, stage, epochs, patience=None, scheduled=True):
    scheduler = stage.scheduler if scheduled else None
    settings = {"epochs": epochs} if patience is None else {"epochs": epochs, "patience": patience}
    return code.fit(stage.model, stage.train, stage.val, stage.loss, stage.optimizer, scheduler, **settings)


def of_history(history):
    """The history in plain numbers, and whether they were plain numbers."""
    lists = {name: [float(v) for v in history[name]] for name in ("train_loss", "val_loss", "lr")}
    floats = all(isinstance(v, float) for name in lists for v in history[name])
    return {**lists, "best_epoch": history["best_epoch"], "every entry is a float": floats}


class Evaluated(Check):
    """`evaluate` gives the mean loss over all examples, in evaluation mode, without gradients, and changes nothing."""

    kind = Kind.STATE

    def cases(self, rng):
        for sizes, training in (((2,), True), ((4, 2), False), ((5, 3, 2), True), ((2, 7), False)):
            yield setting(rng, val=sizes, training=training)

    def probe(code, epochs, training, **parts):
        stage = Stage(**parts, training=training)
        loss = code.evaluate(stage.model, stage.val, stage.loss)
        return {
            "loss": float(loss),
            "is a float": isinstance(loss, float),
            "forward": stage.validation,
            "times through the data": stage.val.rounds,
            "training afterwards": [stage.model.training, stage.model.norm.training],
            "state": stage.state(),
            "gradients": [p.grad is None for p in stage.model.parameters()],
        }


class Order(Check):
    """Clear, forward, backward, step, for every batch; the schedule moves after the epoch's steps."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        yield setting(rng, train=(3,), val=(2,), epochs=1)
        yield setting(rng, train=(3, 2), val=(4,), epochs=2)
        yield setting(rng, epochs=3, training=False)
        yield setting(rng, train=(2, 3), epochs=2, stale=True)

    def probe(code, epochs, **parts):
        stage = Stage(**parts)
        fitted(code, stage, epochs)
        return {"training": stage.training, "times through the training data": stage.train.rounds}


class Validation(Check):
    """After each epoch the validation data are gone through once, in evaluation mode and without gradients."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        yield setting(rng, val=(2,), epochs=1)
        yield setting(rng, val=(4, 3), epochs=2)
        yield setting(rng, val=(2, 3, 4), epochs=3)

    def probe(code, epochs, **parts):
        stage = Stage(**parts)
        fitted(code, stage, epochs)
        return {"validation": stage.validation, "times through the validation data": stage.val.rounds}


class History(Check):
    """The history holds, for each epoch, both mean losses over examples and the rate it trained with, as floats."""

    kind = Kind.STATE

    def cases(self, rng):
        yield setting(rng, train=(2,), val=(3,), epochs=1)
        yield setting(rng, train=(3, 4, 2), val=(5, 2), epochs=2)
        yield setting(rng, train=(7, 2), val=(1, 6, 3), epochs=4)
        yield setting(rng, train=(4, 2), val=(2, 5), epochs=3, training=False, stale=True)
        yield setting(rng, train=(2, 5), val=(3, 2), epochs=3, decay=0.8)

    def probe(code, epochs, **parts):
        stage = Stage(**parts)
        return of_history(fitted(code, stage, epochs))


class Restored(Check):
    """The model ends with the weights and running statistics of the best epoch, however the run ended."""

    kind = Kind.STATE

    def cases(self, rng):
        for script, patience in (
            ([3.0, 2.0, 4.0], None),
            ([1.0, 2.0], None),
            ([3.0, 2.0], None),
            ([1.0, 2.0, 3.0, 0.5], 1),
            ([2.0, 1.0, 4.0], 3),
        ):
            yield setting(rng, train=(3, 2), val=(4,), epochs=len(script), script=script, patience=patience)

    def probe(code, epochs, patience=None, **parts):
        stage = Stage(**parts)
        history = fitted(code, stage, epochs, patience)
        return {"state": stage.state(), "best_epoch": history["best_epoch"], "val_loss": history["val_loss"]}


class Doubtful(Restored):
    """Of equal losses the first is the best; NaN and infinity never are. Without a best epoch the last weights stay."""

    def cases(self, rng):
        for script in ([3.0, 2.0, 2.0], [NAN, 2.0, 3.0], [2.0, NAN, 2.5], [3.0, -math.inf], [NAN, NAN]):
            yield setting(rng, train=(4,), val=(4,), epochs=len(script), script=script)


class Patience(Check):
    """With a patience the run ends after that many epochs in a row without a new lowest validation loss."""

    kind = Kind.STATE

    def cases(self, rng):
        for script, patience in (
            ([2.0, 3.0, 4.0, 1.0], 1),
            ([2.0, 3.0, 4.0, 1.0], 2),
            ([4.0, 5.0, 3.0, 3.5, 3.25, 1.0], 2),
            ([4.0, 5.0, 4.5, 4.25, 4.75, 1.0], 3),
            ([3.0, 2.0, 1.0], 1),
            ([NAN, NAN, 1.0, 0.5], 2),
            ([2.0, NAN, 3.0, 1.0], 2),
            ([2.0, 2.0, 2.0, 1.0], 2),
        ):
            yield setting(rng, train=(5,), val=(4,), epochs=len(script), script=script, patience=patience)

    def probe(code, epochs, patience, **parts):
        stage = Stage(**parts)
        history = fitted(code, stage, epochs, patience)
        return {"history": of_history(history), "rounds": [stage.train.rounds, stage.val.rounds]}


class NoSchedule(Check):
    """Without a scheduler the rate stays, and with the optimiser's own momentum the losses are as they should be."""

    kind = Kind.STATE

    def cases(self, rng):
        yield setting(rng, train=(3, 2), val=(2,), epochs=2)
        yield setting(rng, train=(5, 3, 4), val=(3, 4), epochs=5)

    def probe(code, epochs, **parts):
        stage = Stage(**parts)
        history = fitted(code, stage, epochs, scheduled=False)
        return {"history": of_history(history), "state": stage.state()}
