"""Checks of the module lab.

Probes build small trees with the submission's classes and report names, numbers and which objects are the same. Every
number comes from the case, so none can be known beforehand.
"""

from runner.checks import Check, Kind, case

LENGTHS = (2, 1, 3, 2, 1, 4, 2)  # of the seven values of a `tree`
CHANGES = ("complete", "missing", "missing buffer", "unexpected", "both", "longer", "shorter buffer", "cache")


def numbers(rng, *lengths):
    return [[round(float(v), 3) for v in rng.normal(size=n)] for n in lengths]


def layer(code, weight, bias=None, mean=None):
    """A leaf of the tree: one or two parameters, and a buffer where `mean` is given."""

    class Layer(code.Module):
        def __init__(self):
            super().__init__()
            self.weight = code.Parameter(list(weight))
            self.size = len(weight)
            self.note = "plain"
            if mean is not None:
                self.register_buffer("mean", list(mean))
            self.bias = None if bias is None else code.Parameter(list(bias))

        def forward(self, x, scale=1.0):
            return sum(w * x * scale for w in self.weight.data)

    return Layer()


def holder(code, **parts):
    """A module that holds what it is given, in that order."""
    module = code.Module()
    for name, part in parts.items():
        setattr(module, name, part)
    return module


def tree(code, values):
    """root: gain, encoder (first: weight, bias, mean; second: weight), head: weight, bias."""
    a, b, c, d, e, f, g = values
    encoder = holder(code, first=layer(code, a, b, c), second=layer(code, d))
    return holder(code, gain=code.Parameter(list(e)), encoder=encoder, head=layer(code, f, g))


def held(module):
    """The parameters of a tree, without what has no data."""
    return [p for p in module.parameters() if hasattr(p, "data")]


def told(named):
    return [[name, list(p.data) if hasattr(p, "data") else list(p)] for name, p in named]


def as_lists(state):
    return [[name, list(value)] for name, value in state.items()]


def state_of(module):
    return as_lists(module.state_dict())


def names_of(module):
    return [name for name, _ in module.named_modules()]


def error_of(call):
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "no error"


class Registered(Check):
    """Parameters are found by their place in the tree: a module's own first, then its children's, in order."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(values=numbers(rng, *LENGTHS))
        yield case(values=numbers(rng, 1, 2, 1, 3, 2, 1, 5))

    def probe(code, values):
        root = tree(code, values)
        first = root.encoder.first
        return {
            "one layer": told(layer(code, values[0], values[1]).named_parameters()),
            "named": told(root.named_parameters()),
            "same objects": [p is q for p, (_, q) in zip(root.parameters(), root.named_parameters(), strict=True)],
            "of a part": told(root.encoder.named_parameters()),
            "attributes": [first.weight is held(first)[0], first.size, first.note, first.mean, root.head.bias.data],
            "grads": [p.grad for p in held(root)],
            "nothing at all": [told(code.Module().named_parameters()), list(code.Module().state_dict())],
        }


class AnswersForItself(Check):
    """Two modules share nothing, and an attribute that does not exist is an AttributeError."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(values=numbers(rng, 2, 3))

    def probe(code, values):
        one, other = layer(code, values[0]), layer(code, values[1], values[0])
        one.extra = code.Parameter(list(values[1]))
        one.register_buffer("count", list(values[0]))
        one.eval()
        return {
            "one": [told(one.named_parameters()), told(one.named_buffers()), one.training],
            "other": [told(other.named_parameters()), told(other.named_buffers()), other.training],
            "missing": [error_of(lambda: one.nothing), hasattr(one, "nothing"), getattr(other, "count", "default")],
        }


class Reassigned(Check):
    """The last assignment counts: what was replaced, set to None or deleted is a parameter no more."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(values=numbers(rng, 2, 1, 3, 2))

    def probe(code, values):
        a, b, c, d = values
        seen = {}
        module = layer(code, a, b)
        module.weight = code.Parameter(list(c))
        seen["replaced"] = [told(module.named_parameters()), module.weight.data]
        module.bias = None
        seen["set to None"] = [told(module.named_parameters()), module.bias is None]
        module.weight = 7
        seen["a plain number"] = [told(module.named_parameters()), module.weight]
        module.weight = code.Parameter(list(d))
        seen["a parameter again"] = [told(module.named_parameters()), module.weight.data]
        del module.weight
        seen["deleted"] = [told(module.named_parameters()), hasattr(module, "weight")]
        root = holder(code, part=layer(code, a), other=layer(code, b))
        root.part = layer(code, c)
        seen["another module"] = [told(root.named_parameters()), root.part.weight.data]
        root.part = code.Parameter(list(d))
        root.other = None
        seen["a parameter for a module"] = [told(root.named_parameters()), names_of(root)]
        return seen


class Lists(Check):
    """Modules in a plain list are not found; in a ModuleList they are, under "0", "1" and so on."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(values=numbers(rng, 2, 1, 3, 1))

    def probe(code, values):
        a, b, c, d = values
        plain = holder(
            code, layers=[layer(code, a), layer(code, b)], table={"x": code.Parameter(list(c))}, pair=(layer(code, d),)
        )
        layers = code.ModuleList([layer(code, a), layer(code, b)])
        back = layers.append(layer(code, c, d))
        root = holder(code, layers=layers, head=layer(code, d))
        made = code.ModuleList(layer(code, v) for v in values)
        return {
            "plain": [told(plain.named_parameters()), names_of(plain), list(plain.state_dict())],
            "listed": told(root.named_parameters()),
            "modules": names_of(root),
            "length": [len(layers), len(code.ModuleList()), len(made)],
            "items": [layers[0].weight.data, layers[2].weight.data, layers[-1].weight.data, made[-4].weight.data],
            "iterated": [m.weight.data for m in layers],
            "append gives itself": back is layers,
            "beyond": error_of(lambda: layers[3]),
            "state": state_of(root),
        }


class Shared(Check):
    """A parameter or module that hangs in two places is walked once, under its first name, but saved under both."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(values=numbers(rng, 3, 2, 3))

    def probe(code, values):
        a, b, c = values
        embed, head, twin = layer(code, a), layer(code, a, b), layer(code, c)
        head.weight = embed.weight
        equal = layer(code, c)  # the same numbers in another Parameter are another Parameter
        root = holder(code, embed=embed, head=head, left=twin, right=twin, equal=equal)
        return {
            "parameters": told(root.named_parameters()),
            "count": [len(list(root.parameters())), len(list(root.modules()))],
            "modules": names_of(root),
            "state": state_of(root),
        }


class Buffers(Check):
    """A buffer is saved but not trained; assigning to its name changes it, and one may be kept out of the state."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(values=numbers(rng, 2, 1, 2, 3, 2))

    def probe(code, values):
        a, b, c, d, e = values
        norm = layer(code, a, b, mean=c)
        norm.register_buffer("cache", list(d), persistent=False)
        root = holder(code, norm=norm)
        root.register_buffer("steps", list(e))
        seen = {
            "parameters": told(root.named_parameters()),
            "buffers": told(root.named_buffers()),
            "state": state_of(root),
            "read": [norm.mean, norm.cache, root.steps],
        }
        norm.mean = list(e)
        norm.cache = list(a)
        root.steps[0] = 1.5
        seen["assigned"] = [told(root.named_buffers()), state_of(root), norm.mean, norm.cache]
        del norm.mean
        seen["deleted"] = [told(root.named_buffers()), hasattr(norm, "mean")]
        return seen


class Walks(Check):
    """`modules` goes from the root down, `apply` from the leaves up, and `zero_grad` reaches every parameter."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(values=numbers(rng, 1, 1, 1, 1, 1, 1, 1))

    def probe(code, values):
        root = tree(code, values)
        names = {id(m): n for n, m in root.named_modules()}
        met = []
        back = root.apply(lambda m: met.append(names.get(id(m), "a module that was not named")))
        for number, p in enumerate(held(root)):
            p.grad = [float(number)]
        root.encoder.zero_grad()
        part = [p.grad for p in held(root)]
        root.zero_grad()
        return {
            "named modules": names_of(root),
            "modules": [names.get(id(m), "a module that was not named") for m in root.modules()],
            "apply": met,
            "apply gives itself": back is root,
            "grads after zero_grad of a part": part,
            "grads after zero_grad": [p.grad for p in held(root)],
        }


class Modes(Check):
    """`train` and `eval` reach everything below, and only what is below; both return the module."""

    kind = Kind.STATE

    def cases(self, rng):
        for order in (
            ["eval", "train", "part eval", "train", "train(False)"],
            ["part eval", "eval", "add", "part train", "train(True)"],
        ):
            yield case(values=numbers(rng, 1, 1, 1, 1, 1, 1, 1), order=order)

    def probe(code, values, order):
        root = tree(code, values)
        seen = [["new", [m.training for m in root.modules()], True]]
        for step in order:
            module = root.encoder if step.startswith("part") else root
            match step:
                case "eval" | "part eval":
                    back = module.eval()
                case "train" | "part train":
                    back = module.train()
                case "add":
                    back = module
                    module.late = layer(code, values[0])
                case _:
                    back = module.train(step == "train(True)")
            seen.append([step, [m.training for m in root.modules()], back is module])
        return seen


class Saved(Check):
    """`state_dict` is a snapshot: own parameters, own buffers, then children. Later training does not change it."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(values=numbers(rng, *LENGTHS))

    def probe(code, values):
        root = tree(code, values)
        root.register_buffer("steps", [3.0])
        state = root.state_dict()
        taken = as_lists(state)
        for p in held(root):
            p.data[0] += 10.0
        root.encoder.first.mean[0] = -1.0
        after = as_lists(state)
        state["gain"][0] = 99.0
        return {
            "taken": taken,
            "after training": after,
            "the model": told(root.named_parameters()),
            "now": state_of(root),
        }


class Loaded(Check):
    """`load_state_dict` copies into the parameters that are there, so an optimiser's references stay good."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(values=numbers(rng, *LENGTHS), others=numbers(rng, *LENGTHS))

    def probe(code, values, others):
        root, source = tree(code, values), tree(code, others)
        before = held(root)
        state = source.state_dict()
        back = root.load_state_dict(state)
        seen = {
            "returned": [list(names) for names in back],
            "the same objects": [p is q for p, q in zip(before, held(root), strict=True)],
            "what they hold": [list(p.data) for p in before],
            "buffers": [told(root.named_buffers()), root.encoder.first.mean],
        }
        for p in held(root):
            p.data[0] += 5.0
        root.encoder.first.mean[0] += 5.0
        seen["the state stays as it was"] = as_lists(state)
        seen["the source stays as it was"] = state_of(source)
        shared = holder(code, a=layer(code, values[0]), b=layer(code, values[0]))
        shared.b.weight = shared.a.weight
        shared.load_state_dict({"a.weight": list(others[0]), "b.weight": list(others[0])})
        seen["shared"] = [told(shared.named_parameters()), shared.b.weight is shared.a.weight]
        return seen


class Refused(Check):
    """A state that does not fit is refused before anything is changed; with strict False what fits is loaded."""

    kind = Kind.STATE

    def cases(self, rng):
        values, others = numbers(rng, *LENGTHS), numbers(rng, *LENGTHS)
        for change in CHANGES:
            for strict in (True, False):
                yield case(values=values, others=others, change=change, strict=strict)

    def probe(code, values, others, change, strict):
        root = tree(code, values)
        root.head.register_buffer("cache", [1.0], persistent=False)
        state = dict(tree(code, others).state_dict())
        if change in ("missing", "both"):
            del state["encoder.second.weight"], state["head.bias"]
        if change == "missing buffer":
            del state["encoder.first.mean"]
        if change in ("unexpected", "both"):
            state["head.scale"], state["tail.weight"] = [1.0], [2.0, 3.0]
        if change == "longer":
            state["head.bias"] = [*state["head.bias"], 1.0]
        if change == "shorter buffer":
            state["encoder.first.mean"] = state["encoder.first.mean"][:-1]
        if change == "cache":
            state["head.cache"] = [2.0]
        try:
            back = root.load_state_dict(state, strict=strict) if not strict else root.load_state_dict(state)
            returned = [sorted(names) for names in back]
        except (KeyError, ValueError) as error:
            returned = type(error).__name__
        return {"returned": returned, "state": state_of(root), "cache": root.head.cache}


class Called(Check):
    """Calling a module runs `forward` with all arguments, then its hooks in order, which may change the output."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(values=numbers(rng, 2, 3), x=float(rng.integers(2, 9)))

    def probe(code, values, x):
        inner = layer(code, values[0])

        class Outer(code.Module):
            def __init__(self):
                super().__init__()
                self.inner = inner

            def forward(self, x, times=2):
                return self.inner(x, scale=0.5) * times

        outer, met, seen = Outer(), [], {}

        def note(name, answer=None):
            def hook(module, args, output):
                met.append([name, module is inner, module is outer, list(args), output])
                return answer

            return hook

        seen["no hooks"] = [outer(x), outer(x, times=3), inner(x, 2.0), error_of(lambda: code.Module()(1.0))]
        first = inner.register_forward_hook(note("first"))
        same = note("same")
        second, third = outer.register_forward_hook(same), outer.register_forward_hook(same)
        seen["three hooks"] = [outer(x), list(met)]
        met.clear()
        second.remove()
        seen["one removed"] = [outer(x), list(met)]
        met.clear()
        inner.register_forward_hook(note("replaces", 4.0))
        inner.register_forward_hook(note("sees the new one"))
        inner.register_forward_hook(note("zero counts too", 0.0))
        seen["replaced"] = [outer(x), list(met)]
        met.clear()
        seen["forward alone"] = [inner.forward(x), list(met)]
        first.remove()
        first.remove()
        third.remove()
        seen["removed"] = [outer(x), list(met), told(outer.named_parameters())]
        return seen
