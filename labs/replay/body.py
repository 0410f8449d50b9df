"""The part of a replay script that does not change; each puts a case of its own in the middle. See labs/replay."""

from __future__ import annotations

import base64
import json
import math
import struct
import sys
import types
import zlib
from pathlib import Path
from typing import Any

import numpy as np

# The case.
LAB = CHECK = JUDGE_SAID = FRAMEWORK = DEVICE = PROBE = PROBE_SOURCE = SENT = CASE = ""
REPORTS = REPEATS = False

# How it is run: the same in every such script.
PREFIX = struct.Struct("<8sI")
ALIGNMENT = 64


def main() -> None:
    case = unpacked(zlib.decompress(base64.b64decode(CASE)))
    print(f"{LAB}: {CHECK}\nThe judge said: {JUDGE_SAID}\n")
    for name, value in case["inputs"].items():
        print(f"{name} =\n{shown(value)}\n")
    code = learners_code()
    made = as_framework(case["inputs"])
    got = observed(code, made)
    if REPEATS:
        got = observed(code, made)
    expected = case["expected"]
    print(f"got =\n{shown(got)}\n")
    if expected is None:
        print("No reference answered here: the judge looked at what came, and said what stands above.")
    else:
        print(f"expected =\n{shown(expected)}\n")
        print("\n".join(compared(got, expected)))
    for name, value in as_arrays(made).items():
        if different(value, case["inputs"][name]):
            print(f"The call changed its input {name}.")


def unpacked(frame: bytes) -> Any:
    """Inputs and expected values from a frame: a header in JSON, then the arrays one behind the other."""
    _, length = PREFIX.unpack(frame[: PREFIX.size])
    header = json.loads(frame[PREFIX.size : PREFIX.size + length])
    start = -(-(PREFIX.size + length) // ALIGNMENT) * ALIGNMENT
    arrays = [array_of(entry, frame, start + entry["offset"]) for entry in header["arrays"]]
    return value_of(header["tree"], arrays)


def array_of(entry: dict[str, Any], frame: bytes, start: int) -> np.ndarray:
    """One array with the strides that the check hands over: C order, Fortran order, or gaps between its elements."""
    count = math.prod(entry["shape"])
    bits = entry["dtype"] == "bfloat16"
    flat = np.frombuffer(frame, dtype="uint16" if bits else entry["dtype"], count=count, offset=start)
    if bits:
        flat = (flat.astype(np.uint32) << 16).view(np.float32)
    array = flat.reshape(entry["shape"]).copy()
    if entry["order"] == "F":
        return np.asfortranarray(array)
    if entry["order"] == "gaps" and array.ndim:
        wide = np.full((*array.shape[:-1], array.shape[-1] * 2), 7, dtype=array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    return array


def value_of(node: Any, arrays: list[np.ndarray]) -> Any:
    if not isinstance(node, dict):
        return node
    ((kind, body),) = node.items()
    if kind == "a":
        return arrays[body]
    if kind == "i":
        return int(body, 16)
    if kind == "d":
        return {name: value_of(part, arrays) for name, part in body}
    parts = [value_of(part, arrays) for part in body]
    return tuple(parts) if kind == "t" else parts


def learners_code() -> types.ModuleType:
    """The file beside this script, or the code that was sent."""
    beside = Path(__file__).resolve().with_name(f"{LAB}.py")
    source = beside.read_text(encoding="utf-8") if beside.exists() else SENT
    print(f"Running {beside.name if beside.exists() else 'the code that was sent'}.\n")
    module = types.ModuleType("submission")
    module.__file__ = str(beside)
    sys.modules["submission"] = module
    exec(compile(source, str(beside) if beside.exists() else "<sent>", "exec", dont_inherit=True), module.__dict__)
    return module


def observed(code: types.ModuleType, made: dict[str, Any]) -> Any:
    """What the check sees of the code."""
    more = {"report": lambda step, **numbers: None} if REPORTS else {}
    probes: dict[str, Any] = {}
    exec(compile("from __future__ import annotations\n" + PROBE_SOURCE, "<check>", "exec"), probes)
    return as_arrays(probes[PROBE](code, **made, **more))


def as_framework(value: Any) -> Any:
    """Copies of the inputs, as the lab's own kind of array."""
    if isinstance(value, dict):
        return {name: as_framework(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(as_framework(part) for part in value)
    if not isinstance(value, np.ndarray):
        return value
    array = value.copy(order="K") if value.flags.forc else array_with_gaps(value)
    if FRAMEWORK != "torch":
        return array
    import torch

    return torch.from_numpy(array).to(DEVICE if DEVICE == "cpu" or torch.cuda.is_available() else "cpu")


def array_with_gaps(value: np.ndarray) -> np.ndarray:
    wide = np.zeros((*value.shape[:-1], value.shape[-1] * 2), dtype=value.dtype)
    wide[..., ::2] = value
    return wide[..., ::2]


def as_arrays(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_arrays(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(as_arrays(part) for part in value)
    if FRAMEWORK == "torch":
        import torch

        if isinstance(value, torch.Tensor):
            plain = value.detach().cpu()
            return (plain.float() if plain.dtype == torch.bfloat16 else plain).resolve_conj().resolve_neg().numpy()
    return value


def compared(got: Any, expected: Any, path: str = "") -> list[str]:
    """A line for each part: how far got and expected lie apart."""
    where = path or "the result"
    if isinstance(expected, dict) and isinstance(got, dict) and set(map(str, got)) == set(expected):
        named = {str(name): part for name, part in got.items()}
        return [
            line for name in expected for line in compared(named[name], expected[name], f"{path}.{name}".strip("."))
        ]
    if isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple)) and len(got) == len(expected):
        return [line for n, part in enumerate(expected) for line in compared(got[n], part, f"{path}[{n}]")]
    if not is_numeric(expected) or not is_numeric(got):
        return [f"{where}: {'the same' if same(got, expected) else 'not the same'}"]
    one, other = np.asarray(got), np.asarray(expected)
    if one.shape != other.shape:
        return [f"{where}: shape {one.shape} where {other.shape} is asked"]
    return [f"{where}: {distance(one, other)}"]


def is_numeric(value: Any) -> bool:
    return isinstance(value, (bool, int, float, complex, np.generic, np.ndarray))


def distance(got: np.ndarray, expected: np.ndarray) -> str:
    note = f" (dtype {got.dtype} where {expected.dtype} is asked)" if got.dtype != expected.dtype else ""
    if got.dtype.kind not in "fciub" or expected.dtype.kind not in "fciub":
        return ("the same" if np.array_equal(got, expected) else "not the same") + note
    wide = np.complex128 if "c" in (got.dtype.kind, expected.dtype.kind) else np.float64
    with np.errstate(all="ignore"):
        apart = np.abs(got.astype(wide) - expected.astype(wide))
    alike = (got == expected) | ((got != got) & (expected != expected))
    apart = np.where(alike, 0.0, np.where(np.isfinite(apart), apart, np.inf))
    if not apart.size:
        return f"both are empty{note}"
    index = np.unravel_index(int(apart.argmax()), apart.shape)
    place = f" at {[int(n) for n in index]}" if apart.ndim else ""
    return f"largest difference {apart[index]:.6g}{place}: got {got[index]!s}, expected {expected[index]!s}{note}"


def same(got: Any, expected: Any) -> bool:
    return type(got) is type(expected) and bool(np.all(got == expected))


def different(after: Any, before: Any) -> bool:
    if isinstance(before, dict):
        return any(different(after[name], part) for name, part in before.items())
    if isinstance(before, (list, tuple)):
        return any(different(one, other) for one, other in zip(after, before, strict=True))
    return isinstance(before, np.ndarray) and not np.array_equal(after, before, equal_nan=before.dtype.kind in "fc")


def shown(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name}:\n{shown(part)}" for name, part in value.items())
    return np.array2string(value, precision=6, threshold=400) if isinstance(value, np.ndarray) else repr(value)


if __name__ == "__main__":
    main()
