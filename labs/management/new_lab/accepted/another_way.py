"""The name of the way

How it differs from the reference, and why it comes to the same.
"""


def answer(x):
    raise NotImplementedError
