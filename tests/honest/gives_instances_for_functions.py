"""Gives objects that can be called where functions are asked for."""
# lab: scale-and-shift


class Times:
    def __call__(self, x, factor):
        return x * factor


class Plus:
    def __call__(self, x, amount):
        return x + amount


scale = Times()
shift = Plus()
