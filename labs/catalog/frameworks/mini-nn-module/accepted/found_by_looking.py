"""No registry: look at what is there

Attributes live where Python puts them. Whenever someone asks for parameters or children, the module goes
through its own `__dict__` and picks by type, so nothing can get out of step and no attribute needs to be
caught. Only the names of the buffers are noted.
"""

import copy


class Parameter:
    def __init__(self, data):
        self.data, self.grad = data, None


class Module:
    def __init__(self):
        self.training = True
        self._kept = {}
        self._listeners = []

    def _of(self, kind):
        return [(name, value) for name, value in vars(self).items() if isinstance(value, kind)]

    def _own_buffers(self):
        return [
            (n, getattr(self, n)) for n in self._kept if n in vars(self) and not isinstance(getattr(self, n), Parameter)
        ]

    def register_buffer(self, name, value, persistent=True):
        self._kept[name] = persistent
        setattr(self, name, value)

    def _paths(self, path=()):
        yield path, self
        for name, child in self._of(Module):
            yield from child._paths((*path, name))

    def named_modules(self):
        seen = []
        for path, module in self._paths():
            if not any(module is other for other in seen):
                seen.append(module)
                yield ".".join(path), module

    def modules(self):
        return (module for _, module in self.named_modules())

    def named_parameters(self):
        found = {}
        for path, module in self._paths():
            for name, parameter in module._of(Parameter):
                found.setdefault(id(parameter), (".".join((*path, name)), parameter))
        return iter(found.values())

    def parameters(self):
        return iter([parameter for _, parameter in self.named_parameters()])

    def named_buffers(self):
        for name, module in self.named_modules():
            for own, value in module._own_buffers():
                yield f"{name}.{own}".lstrip("."), value

    def apply(self, function):
        for _, child in self._of(Module):
            child.apply(function)
        function(self)
        return self

    def train(self, mode=True):
        self.training = mode
        for _, child in self._of(Module):
            child.train(mode)
        return self

    def eval(self):
        return self.train(mode=False)

    def zero_grad(self):
        for parameter in self.parameters():
            parameter.grad = None

    def _slots(self):
        """(full name, object, attribute) of everything that is saved."""
        for path, module in self._paths():
            for name, parameter in module._of(Parameter):
                yield ".".join((*path, name)), parameter, "data"
            for name, _ in module._own_buffers():
                if module._kept[name]:
                    yield ".".join((*path, name)), module, name

    def state_dict(self):
        return {name: list(getattr(thing, attribute)) for name, thing, attribute in self._slots()}

    def load_state_dict(self, state, strict=True):
        slots = {name: (thing, attribute) for name, thing, attribute in self._slots()}
        missing = sorted(slots.keys() - state.keys())
        unexpected = sorted(state.keys() - slots.keys())
        if strict and missing + unexpected:
            raise KeyError(*missing, *unexpected)
        common = [name for name in slots if name in state]
        if any(len(getattr(*slots[name])) != len(state[name]) for name in common):
            raise ValueError("lengths differ")
        for name in common:
            setattr(*slots[name], copy.copy(state[name]))
        return missing, unexpected

    def forward(self, *args, **kwargs):
        raise NotImplementedError

    def __call__(self, *args, **kwargs):
        output = self.forward(*args, **kwargs)
        for listener in tuple(self._listeners):
            answer = listener.hook(self, args, output)
            output = output if answer is None else answer
        return output

    def register_forward_hook(self, hook):
        listener = Listener(self, hook)
        self._listeners.append(listener)
        return listener


class Listener:
    def __init__(self, module, hook):
        self.module, self.hook = module, hook

    def remove(self):
        self.module._listeners = [other for other in self.module._listeners if other is not self]


class ModuleList(Module):
    def __init__(self, modules=()):
        super().__init__()
        self._length = 0
        for module in modules:
            self.append(module)

    def append(self, module):
        setattr(self, str(self._length), module)
        self._length += 1
        return self

    def __len__(self):
        return self._length

    def __getitem__(self, index):
        return [child for _, child in self._of(Module)][index]

    def __iter__(self):
        return (self[i] for i in range(len(self)))
