"""Raises and catches errors of its own, groups of them too."""
# lab: scale-and-shift


class Unexpected(Exception):
    """An error of its own."""


def scale(x, factor):
    try:
        raise ExceptionGroup("several", [Unexpected("a"), ValueError("b")])
    except* Unexpected:
        pass
    except* ValueError as group:
        assert len(group.exceptions) == 1
    return x * factor


def shift(x, amount):
    try:
        return {}[amount]
    except KeyError as error:
        error.add_note("as was to be expected")
        return x + amount
    finally:
        del amount
