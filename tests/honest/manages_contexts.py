"""Uses contexts of its own."""
# lab: scale-and-shift

import contextlib

state = []


@contextlib.contextmanager
def using(value):
    state.append(value)
    try:
        yield state[-1]
    finally:
        state.pop()


def scale(x, factor):
    with using(factor) as current, contextlib.suppress(ZeroDivisionError):
        1 / 0
    with using(factor) as current:
        return x * current


def shift(x, amount):
    with contextlib.ExitStack() as stack:
        return x + stack.enter_context(using(amount))
