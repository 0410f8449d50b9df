"""One table of kinds, one walk

A module keeps a single table from names to kinds: parameter, module or buffer. The values stay ordinary
attributes. Every question is answered by one walk that visits all entries of the tree, with an explicit stack
in place of recursion.
"""

from collections import OrderedDict
from copy import deepcopy


class Parameter:
    grad = None

    def __init__(self, data):
        self.data = data


class Module:
    def __init__(self):
        object.__setattr__(self, "kinds", OrderedDict())
        object.__setattr__(self, "hooks", OrderedDict())
        object.__setattr__(self, "passing", set())
        object.__setattr__(self, "tickets", 0)
        self.training = True

    def __setattr__(self, name, value):
        kind = "parameter" if isinstance(value, Parameter) else "module" if isinstance(value, Module) else None
        if kind:
            self.kinds[name] = kind
        elif self.kinds.get(name) != "buffer":
            self.kinds.pop(name, None)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        object.__delattr__(self, name)
        self.kinds.pop(name, None)

    def register_buffer(self, name, value, persistent=True):
        self.kinds[name] = "buffer"
        if not persistent:
            self.passing.add(name)
        self.__setattr__(name, value)

    def entries(self, kind):
        return [(name, getattr(self, name)) for name, k in self.kinds.items() if k == kind]

    def visit(self, repeat=False):
        stack, met = [("", self)], set()
        while stack:
            way, module = stack.pop()
            if repeat or id(module) not in met:
                met.add(id(module))
                yield way, module
                stack += [(f"{way}{name}.", child) for name, child in reversed(module.entries("module"))]

    def named_modules(self):
        return ((way[:-1], module) for way, module in self.visit())

    def modules(self):
        return (module for _, module in self.visit())

    def named_parameters(self):
        met = set()
        for way, module in self.visit():
            for name, parameter in module.entries("parameter"):
                if parameter not in met:
                    met.add(parameter)
                    yield way + name, parameter

    def parameters(self):
        for _, parameter in self.named_parameters():
            yield parameter

    def named_buffers(self):
        return ((way + name, value) for way, module in self.visit() for name, value in module.entries("buffer"))

    def apply(self, function):
        for _, child in self.entries("module"):
            child.apply(function)
        function(self)
        return self

    def train(self, mode=True):
        return self.apply(lambda module: setattr(module, "training", mode))

    def eval(self):
        return self.train(False)

    def zero_grad(self):
        for parameter in self.parameters():
            parameter.grad = None

    def state_dict(self):
        state = {}
        for way, module in self.visit(repeat=True):
            state.update({way + name: parameter.data for name, parameter in module.entries("parameter")})
            saved = [(name, value) for name, value in module.entries("buffer") if name not in module.passing]
            state.update({way + name: value for name, value in saved})
        return deepcopy(state)

    def load_state_dict(self, state, strict=True):
        own = self.state_dict()
        missing, unexpected = [n for n in own if n not in state], [n for n in state if n not in own]
        if strict and (missing or unexpected):
            raise KeyError(str((missing, unexpected)))
        for name in set(own) & set(state):
            if len(own[name]) != len(state[name]):
                raise ValueError(name)
        for way, module in self.visit(repeat=True):
            for name, kind in module.kinds.items():
                new = state.get(way + name)
                if new is None or way + name not in own:
                    continue
                if kind == "parameter":
                    getattr(module, name).data[:] = new
                else:
                    setattr(module, name, list(new))
        return missing, unexpected

    def forward(self, *args, **kwargs):
        raise NotImplementedError("forward")

    def __call__(self, *args, **kwargs):
        output = self.forward(*args, **kwargs)
        for hook in list(self.hooks.values()):
            answer = hook(self, args, output)
            if answer is not None:
                output = answer
        return output

    def register_forward_hook(self, hook):
        object.__setattr__(self, "tickets", self.tickets + 1)
        self.hooks[self.tickets] = hook
        return Ticket(self.hooks, self.tickets)


class Ticket:
    def __init__(self, hooks, number):
        self.hooks, self.number = hooks, number

    def remove(self):
        self.hooks.pop(self.number, None)


class ModuleList(Module):
    def __init__(self, modules=()):
        super().__init__()
        for number, module in enumerate(modules):
            setattr(self, f"{number}", module)

    def __len__(self):
        return len(self.kinds)

    def append(self, module):
        setattr(self, f"{len(self)}", module)
        return self

    def __getitem__(self, index):
        return self.entries("module")[index][1]

    def __iter__(self):
        yield from (module for _, module in self.entries("module"))
