"""Registers its operations by a metaclass."""
# lab: scale-and-shift


class Registry(type):
    known = {}

    def __new__(meta, name, bases, names):
        made = super().__new__(meta, name, bases, names)
        meta.known[name.lower()] = made()
        return made


class Operation(metaclass=Registry):
    def __call__(self, x, value):
        return self.apply(x, x.dtype.type(value))

    def apply(self, x, value):
        raise NotImplementedError


class Scale(Operation):
    def apply(self, x, value):
        return x * value


class Shift(Operation):
    def apply(self, x, value):
        return x + value


scale, shift = Registry.known["scale"], Registry.known["shift"]
