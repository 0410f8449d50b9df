def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
