"""Values as frames: magic, header length, a JSON header, then raw array bytes.

The header holds a tree of plain values in which arrays stand as indices into a table of dtype, shape and place.
Everything a cell sends is hostile until decoded: `Malformed` is the only exception `decode` raises.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

MAGIC = b"GRADUS1\n"
PREFIX = struct.Struct("<8sI")
ALIGNMENT = 64
COPIED_BYTES = 4096  # an array that is no larger is copied sooner than viewed
MAX_HEADER_BYTES = 2 * 1024 * 1024
MAX_ARRAYS = 4096
MAX_NODES = 100_000
MAX_DEPTH = 40
MAX_RANK = 32
MAX_INTEGER = 2**63
MAX_SIZE = 2**48

NUMERIC = [
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float16",
    "float32",
    "float64",
    "complex64",
    "complex128",
]
DTYPES = {name: np.dtype(name) for name in NUMERIC}
NAMES = {dtype: name for name, dtype in DTYPES.items()}  # NumPy puts a dtype's name together each time it is asked
BFLOAT16 = "bfloat16"  # NumPy has none: travels as its upper half of a float32
READ_AS = {**DTYPES, BFLOAT16: np.dtype("uint16")}

ToArray = Callable[[Any], "tuple[np.ndarray, str] | None"]


class Malformed(ValueError):
    """A frame or message that is not of this format; the sentence says where."""


class Unsendable(TypeError):
    """A value that may not cross: the probe returned something else than tensors, numbers, strings and containers."""


def encode(value: Any, to_array: ToArray | None = None) -> list[bytes | memoryview]:
    """A value as the pieces of a frame, to be written one behind the other.

    `to_array` turns further leaves (tensors) into (array, dtype name); arrays, numbers, strings and containers
    are understood without it. Raises `Unsendable`.
    """
    table: list[dict[str, Any]] = []
    arrays: list[np.ndarray] = []
    tree = _pack(value, to_array or _no_array, table, arrays, 0)
    offset = 0
    for entry, array in zip(table, arrays, strict=True):
        entry["offset"] = offset
        offset += aligned(array.nbytes)
    header = json.dumps({"tree": tree, "arrays": table}).encode()
    if len(header) > MAX_HEADER_BYTES:
        raise Unsendable(f"the result's structure takes {len(header)} bytes, more than {MAX_HEADER_BYTES}")
    start = PREFIX.size + len(header)
    pieces: list[bytes | memoryview] = [PREFIX.pack(MAGIC, len(header)) + header + bytes(aligned(start) - start)]
    for array in arrays:
        pieces.append(array.tobytes() if array.nbytes < COPIED_BYTES else array.reshape(-1).view(np.uint8).data)
        if beyond := array.nbytes % ALIGNMENT:
            pieces.append(bytes(ALIGNMENT - beyond))
    return pieces


def name_of(dtype: np.dtype[Any]) -> str:
    return NAMES.get(dtype) or dtype.name


def aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def _no_array(_: Any) -> None:
    return None


def _pack(value: Any, to_array: ToArray, table: list[dict[str, Any]], arrays: list[np.ndarray], depth: int) -> Any:
    """A part as JSON tells it. Frames hold hundreds of parts: what is usual is known by its type alone."""
    if depth > MAX_DEPTH:
        raise Unsendable(f"the result is nested deeper than {MAX_DEPTH}")
    kind = type(value)
    if value is None or kind is float or kind is str or kind is bool:
        return value
    if isinstance(value, dict):
        pairs = [[_key(k), _pack(v, to_array, table, arrays, depth + 1)] for k, v in value.items()]
        return {"d": pairs}
    if isinstance(value, (list, tuple)):
        kept = [_pack(v, to_array, table, arrays, depth + 1) for v in value]
        return {"t" if isinstance(value, tuple) else "l": kept}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, np.generic):
        return int(value) if abs(value) < MAX_INTEGER else {"i": hex(value)}
    array, entry = _leaf(value, to_array)
    if len(arrays) >= MAX_ARRAYS:
        raise Unsendable(f"the result holds more than {MAX_ARRAYS} arrays")
    table.append(entry)
    arrays.append(array)
    return {"a": len(arrays) - 1}


def _leaf(value: Any, to_array: ToArray) -> tuple[np.ndarray, dict[str, Any]]:
    """An array in C order and what the table says of it, but for its place."""
    order = ""
    leaf = to_array(value) if type(value) is not np.ndarray else None
    if leaf is None and hasattr(value, "order") and isinstance(getattr(value, "array", None), np.ndarray):
        value, order = value.array, value.order
    array, dtype = leaf or _numpy_leaf(value)
    return np.ascontiguousarray(array), {"dtype": dtype, "shape": array.shape, "order": order}


def _key(key: Any) -> str:
    if not isinstance(key, (str, int)):
        raise Unsendable(f"the result has a key of type {type(key).__name__}; names and whole numbers are understood")
    return str(key)


def _numpy_leaf(value: Any) -> tuple[np.ndarray, str]:
    if isinstance(value, complex) and not isinstance(value, np.generic):
        value = np.complex128(value)
    if isinstance(value, float) and not isinstance(value, np.generic):
        value = np.float64(value)
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.asarray(value)
        name = name_of(array.dtype)
        if name in DTYPES:
            return array.astype(DTYPES[name], copy=False), name  # from whichever byte order it was read in
        raise Unsendable(f"the result holds an array of dtype {array.dtype}, not of numbers")
    raise Unsendable(
        f"the result holds a {type(value).__name__}; arrays, tensors, numbers, strings and containers are understood"
    )


def decode(frame: memoryview) -> Any:
    """The value of a frame. Arrays are views of `frame`, in C order.

    Raises `Malformed` for anything but a well-formed frame: wrong magic, sizes that do not fit, unknown dtypes,
    overlapping, unused or repeated arrays, structures too deep or too many.
    """
    tree, arrays, _ = _open(frame)
    return _unpack(tree, arrays)


def decode_inputs(frame: memoryview) -> Any:
    """The value of a frame that the judge made, its arrays laid out as the case asked."""
    tree, arrays, orders = _open(frame)
    return _unpack(tree, [laid_out(a, o) for a, o in zip(arrays, orders, strict=True)])


def laid_out(array: np.ndarray, order: str) -> np.ndarray:
    """The same values with other strides: `F` for Fortran order, `gaps` for every other element of a wider buffer."""
    if order == "F":
        return np.asfortranarray(array)
    if order == "gaps" and array.ndim:
        wide = np.full((*array.shape[:-1], array.shape[-1] * 2), 7, dtype=array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    return array


def _open(frame: memoryview) -> tuple[Any, list[np.ndarray], list[str]]:
    if len(frame) < PREFIX.size:
        raise Malformed("the frame is shorter than its prefix")
    magic, length = PREFIX.unpack(frame[: PREFIX.size])
    if magic != MAGIC:
        raise Malformed("the frame does not begin as a frame")
    if length > MAX_HEADER_BYTES or PREFIX.size + length > len(frame):
        raise Malformed(f"the header claims {length} bytes")
    try:
        header = json.loads(bytes(frame[PREFIX.size : PREFIX.size + length]))
        tree, table = header["tree"], header["arrays"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Malformed(f"the header is not readable: {type(error).__name__}") from None
    if not isinstance(table, list) or len(table) > MAX_ARRAYS:
        raise Malformed("the table of arrays is not a list of at most 4096")
    data = frame[min(aligned(PREFIX.size + length), len(frame)) :]
    return tree, *_arrays(table, data)


def _arrays(table: list[Any], data: memoryview) -> tuple[list[np.ndarray], list[str]]:
    arrays: list[np.ndarray] = []
    orders: list[str] = []
    end = 0
    for entry in table:
        dtype, shape, offset = table_entry(entry)
        nbytes = math.prod(shape) * dtype.itemsize
        if offset != end or offset + nbytes > len(data):
            raise Malformed("an array lies outside the frame or over another one")
        array = np.ndarray(shape, dtype, data, offset) if nbytes else np.empty(shape, dtype)
        if entry["dtype"] == BFLOAT16:
            array = (array.astype(np.uint32) << 16).view(np.float32)
        if entry["dtype"] == "bool" and nbytes and array.view(np.uint8).max() > 1:
            raise Malformed("a boolean array holds other bytes than 0 and 1")
        arrays.append(array)
        orders.append(entry.get("order", ""))
        end = offset + aligned(nbytes)
    return arrays, orders


def table_entry(entry: Any) -> tuple[np.dtype[Any], tuple[int, ...], int]:
    if type(entry) is not dict:
        raise Malformed("an entry of the table is not an object")
    name, shape, offset = entry.get("dtype"), entry.get("shape"), entry.get("offset")
    dtype = READ_AS.get(name) if type(name) is str else None
    if dtype is None:
        raise Malformed("an array has a dtype that is not on the list")
    if type(shape) is not list or len(shape) > MAX_RANK:
        raise Malformed("an array's shape is not a list of sizes")
    volume = 1
    for n in shape:
        if type(n) is not int or not 0 <= n < MAX_SIZE:
            raise Malformed("an array's shape is not a list of sizes")
        volume *= n or 1
    if type(offset) is not int or not 0 <= offset < MAX_SIZE or volume >= MAX_SIZE:
        raise Malformed("an array is larger than any frame")
    return dtype, tuple(shape), offset


def _unpack(tree: Any, arrays: list[np.ndarray]) -> Any:
    parts = _Parts(arrays)
    value = parts.read(tree, 0)
    if len(parts.used) != len(arrays):
        raise Malformed("an array of the table stands nowhere in the result")
    return value


class _Parts:
    """Reads a tree as JSON gives it: plain dicts, lists, strings and numbers, never a kind derived from them."""

    def __init__(self, arrays: list[np.ndarray]) -> None:
        self.arrays = arrays
        self.used: set[int] = set()
        self.left = MAX_NODES

    def read(self, node: Any, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            raise Malformed("the result has too many parts or is nested too deep")
        shape = type(node)
        if shape is not dict:
            if shape is list:
                raise Malformed("a part of the result is of no known kind")
            return _told(node) if shape is str else node
        if len(node) != 1:
            raise Malformed("a part of the result is of no known kind")
        ((kind, body),) = node.items()
        if kind == "a":
            return self.array(body)
        if kind == "i":
            return _big_integer(body)
        if type(body) is not list or kind not in ("d", "l", "t"):
            raise Malformed("a part of the result is of no known kind")
        if kind == "d":
            return self.dict(body, depth)
        parts = [self.read(part, depth + 1) for part in body]
        return tuple(parts) if kind == "t" else parts

    def array(self, index: Any) -> np.ndarray:
        if type(index) is not int or not 0 <= index < len(self.arrays) or index in self.used:
            raise Malformed("an array is named twice or not in the table")
        self.used.add(index)
        return self.arrays[index]

    def dict(self, pairs: list[Any], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for pair in pairs:
            if type(pair) is not list or len(pair) != 2 or type(pair[0]) is not str or pair[0] in result:
                raise Malformed("a name stands twice, or is none")
            result[pair[0]] = self.read(pair[1], depth + 1)
        return result


def _told(text: str) -> str:
    """A lone surrogate would break whoever stores it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _big_integer(text: Any) -> int:
    try:
        return int(text, 16) if isinstance(text, str) and len(text) <= 4096 else 0
    except ValueError:
        raise Malformed("a whole number is not one") from None
