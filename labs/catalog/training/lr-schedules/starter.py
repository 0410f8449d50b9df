"""Learning-rate schedules in plain Python.

The six functions give the rate for step `t`, where `t` counts the steps already made: the first step has t = 0. They
keep nothing between calls and may be asked in any order. `lr` is the highest rate, `floor` the lowest.
"""


def step_decay(t: int, lr: float, every: int, factor: float) -> float:
    """`lr` for the first `every` steps, then `factor` times as much for the next `every`, and so on."""
    raise NotImplementedError


def exponential(t: int, lr: float, factor: float) -> float:
    """`factor` times as much at each step."""
    raise NotImplementedError


def cosine(t: int, lr: float, steps: int, floor: float = 0.0) -> float:
    """Half a cosine from `lr` at t = 0 to `floor` at t = steps. Asked for 0 <= t <= steps."""
    raise NotImplementedError


def warm_restarts(t: int, lr: float, first: int, growth: int = 1, floor: float = 0.0) -> float:
    """Half cosines from `lr` towards `floor`, one after the other; each begins at `lr`, in the step after the last.

    first: steps in the first of them
    growth: how many times longer each is than the one before, 1 or more
    """
    raise NotImplementedError


def one_cycle(
    t: int, lr: float, steps: int, warm: float = 0.3, start_divisor: float = 25.0, end_divisor: float = 1e4
) -> float:
    """Up from lr / start_divisor to `lr`, then down to (lr / start_divisor) / end_divisor, both by half a cosine.

    The `steps` rates are those of t = 0 to t = steps - 1. The way up ends at t = warm * steps - 1 (which need not be a
    whole number, and is above 0), the way down at t = steps - 1.
    """
    raise NotImplementedError


def warmup_cosine(t: int, lr: float, warmup: int, steps: int, floor: float = 0.0) -> float:
    """A straight line from 0 at t = 0 to `lr` at t = warmup, then half a cosine to `floor` at t = steps.

    warmup may be 0. Asked for 0 <= t <= steps.
    """
    raise NotImplementedError


class Plateau:
    """Lowers the rate when a metric that should fall has stopped falling."""

    def __init__(
        self,
        lr: float,
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        cooldown: int = 0,
        floor: float = 0.0,
    ) -> None:
        """`patience`: bad metrics in a row that are borne; the next one lowers the rate.

        threshold: a metric is an improvement only below best * (1 - threshold)
        cooldown: metrics after each lowering during which nothing is counted as bad
        floor: the rate never falls below it
        """
        raise NotImplementedError

    def step(self, metric: float) -> float:
        """Take note of one metric (it may be NaN), and return the rate to go on with."""
        raise NotImplementedError
