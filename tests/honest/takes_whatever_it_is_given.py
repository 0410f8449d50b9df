"""Takes stars of arguments through a stack of decorators."""
# lab: scale-and-shift

import functools
import time


def timed(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            inner.seconds = time.perf_counter() - start

    return inner


def repeated(times):
    def decorate(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)][-1]

        return inner

    return decorate


@timed
@repeated(3)
def scale(*args, **kwargs):
    x, factor = [*args, *kwargs.values()]
    return x * factor


@repeated(times=2)
@timed
def shift(x, /, amount, *rest, **options):
    return x + amount
