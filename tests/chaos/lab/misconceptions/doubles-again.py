"""Doubles where it should square

Twice a number is its square for 0 and 2 alone.
"""


def double(numbers):
    return [2 * number for number in numbers]


def square(numbers):
    return [2 * number for number in numbers]
