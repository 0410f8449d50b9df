"""Makes its functions by exec, setattr and type."""
# lab: scale-and-shift

import sys

TEMPLATE = "def {name}(x, {value}):\n    return x {sign} {value}\n"
exec(TEMPLATE.format(name="scale", value="factor", sign="*"))

Holder = type("Holder", (), {"add": staticmethod(lambda x, amount: x + amount)})
setattr(sys.modules[__name__], "shift", getattr(Holder, "add"))
