"""The wire: what is sent comes back, and whatever else arrives is refused by name."""

import contextlib
import json
import os
import socket

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from runner.checks import gaps, transposed
from runner.sandbox import wire
from runner.sandbox.wire.buffers import AT_ONCE_BYTES

arrays = st.one_of(
    *[hnp.arrays(np.dtype(n), hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5)) for n in wire.NUMERIC]
)
plain = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(alphabet=st.characters(exclude_categories=["Cs"]))
)
values = st.recursive(
    st.one_of(plain, arrays),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=12,
)


def frame_of(value):
    return memoryview(b"".join(bytes(p) for p in wire.encode(value)))


def frame_with_header(header, data=b""):
    text = json.dumps(header).encode()
    start = wire.PREFIX.size + len(text)
    padding = bytes(wire.aligned(start) - start)
    return memoryview(wire.PREFIX.pack(wire.MAGIC, len(text)) + text + padding + data)


def same(one, other):
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and (one == other or one != one)


@given(values)
@settings(max_examples=150)
def test_what_is_sent_comes_back_bit_for_bit(value):
    assert same(value, wire.decode(frame_of(value)))


@given(arrays)
def test_an_array_of_the_other_byte_order_comes_back_with_the_same_values(array):
    swapped = array.astype(array.dtype.newbyteorder(">"))
    assert same(array, wire.decode(frame_of({"x": swapped}))["x"])


@given(st.binary(max_size=300))
def test_random_bytes_are_malformed_and_nothing_else(data):
    with pytest.raises(wire.Malformed):
        wire.decode(memoryview(wire.MAGIC + data))


@given(values, st.data())
@settings(max_examples=150)
def test_a_flipped_byte_is_read_or_refused_but_never_anything_else(value, data):
    frame = bytearray(frame_of(value))
    at = data.draw(st.integers(0, len(frame) - 1))
    frame[at] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(wire.Malformed):
        wire.decode(memoryview(frame))


ENTRY = {"dtype": "float64", "shape": [2], "offset": 0}


@pytest.mark.parametrize(
    "header",
    [
        {"tree": {"a": 0}, "arrays": [{**ENTRY, "dtype": "object"}]},
        {"tree": {"a": 0}, "arrays": [{**ENTRY, "shape": [2**40, 2**40]}]},
        {"tree": {"a": 0}, "arrays": [{**ENTRY, "shape": [-1]}]},
        {"tree": {"a": 0}, "arrays": [{**ENTRY, "shape": [True]}]},
        {"tree": {"a": 0}, "arrays": [{**ENTRY, "shape": [1] * 40}]},
        {"tree": {"a": 0}, "arrays": [{**ENTRY, "offset": 8}]},
        {"tree": {"l": [{"a": 0}, {"a": 1}]}, "arrays": [ENTRY, ENTRY]},
        {"tree": {"l": [{"a": 0}, {"a": 0}]}, "arrays": [ENTRY]},
        {"tree": {"a": 1}, "arrays": [ENTRY]},
        {"tree": None, "arrays": [ENTRY]},
        {"tree": {"a": 0}, "arrays": [ENTRY] * 5000},
        {"tree": {"d": [["x", 1], ["x", 2]]}, "arrays": []},
        {"tree": {"z": 1}, "arrays": []},
        {"tree": {"a": 0, "l": []}, "arrays": [ENTRY]},
        {"tree": [], "arrays": []},
        {"arrays": []},
        {"tree": {"i": "0xzz"}, "arrays": []},
    ],
)
def test_a_header_that_lies_is_malformed(header):
    with pytest.raises(wire.Malformed):
        wire.decode(frame_with_header(header, bytes(64)))


def test_a_deeply_nested_header_is_malformed():
    text = b'{"arrays":[],"tree":' + b'{"l":[' * 50_000 + b"]}" * 50_000 + b"}"
    with pytest.raises(wire.Malformed):
        wire.decode(memoryview(wire.PREFIX.pack(wire.MAGIC, len(text)) + text))


def test_a_boolean_array_holds_only_zeros_and_ones():
    with pytest.raises(wire.Malformed):
        wire.decode(
            frame_with_header({"tree": {"a": 0}, "arrays": [{**ENTRY, "dtype": "bool"}]}, b"\x02\x01" + bytes(62))
        )


@pytest.mark.parametrize("value", [object(), {1, 2}, np.array([object()]), {(1, 2): 3}, b"bytes", lambda: None])
def test_what_is_not_data_cannot_be_sent(value):
    with pytest.raises(wire.Unsendable):
        wire.encode(value)


def test_a_result_that_holds_itself_cannot_be_sent():
    endless = []
    endless.append(endless)
    with pytest.raises(wire.Unsendable):
        wire.encode(endless)


def test_a_layout_reaches_the_cell_with_other_strides_and_the_same_values():
    array = np.arange(24.0).reshape(2, 3, 4)
    plain, fortran, wide = wire.decode_inputs(frame_of([array, transposed(array), gaps(array)]))
    assert plain.flags.c_contiguous
    assert not fortran.flags.c_contiguous and not wide.flags.c_contiguous
    assert (fortran == array).all() and (wide == array).all()


SMALL, LARGE = 3, 2 * AT_ONCE_BYTES // 8  # numbers: what is copied, and what is mapped


@pytest.mark.parametrize("numbers", [SMALL, LARGE])
def test_what_was_checked_cannot_be_changed_afterwards(numbers):
    fd = wire.new_buffer("outputs", wire.FRAME_BYTES)
    wire.write_frame(fd, wire.encode(np.ones(numbers)), wire.FRAME_BYTES)
    frame = wire.read_frozen(fd)
    with contextlib.suppress(OSError):
        os.pwrite(fd, b"changed!" * 9, 0)
    assert (wire.decode(frame) == np.ones(numbers)).all()


@pytest.mark.parametrize("numbers", [SMALL, LARGE])
def test_a_buffer_its_sender_still_maps_is_copied_before_it_is_checked(numbers):
    import mmap

    fd = wire.new_buffer("outputs", wire.FRAME_BYTES)
    wire.write_frame(fd, wire.encode([1.5, np.ones(numbers)]), wire.FRAME_BYTES)
    with mmap.mmap(fd, wire.FRAME_BYTES) as held:
        frame = wire.read_frozen(fd)
        held[: 9 * 1024] = b"changed!" * 9 * 128
        first, array = wire.decode(frame)
        assert first == 1.5 and (array == 1).all()


@given(numbers=st.integers(0, 4 * AT_ONCE_BYTES // 8))
@settings(max_examples=30, deadline=None)
def test_a_frame_of_any_size_is_read_as_it_was_written(numbers):
    fd = wire.new_buffer("outputs", wire.FRAME_BYTES)
    try:
        wire.write_frame(fd, wire.encode({"x": np.arange(numbers)}), wire.FRAME_BYTES)
        assert (wire.decode(wire.read_frozen(fd))["x"] == np.arange(numbers)).all()
    finally:
        os.close(fd)


def test_a_buffer_in_which_nothing_was_written_is_malformed():
    fd = wire.new_buffer("outputs", wire.FRAME_BYTES)
    with pytest.raises(wire.Malformed):
        wire.decode(wire.read_frozen(fd))


def test_a_result_larger_than_its_room_is_refused():
    fd = wire.new_buffer("outputs", 4096)
    with pytest.raises(wire.Unsendable):
        wire.write_frame(fd, wire.encode(np.zeros(10_000)), 4096)


def test_messages_arrive_whole_and_in_order_however_they_are_cut():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for n in range(3):
            wire.send_message(ours, {"n": n, "text": "x" * 1000})
        inbox = wire.Inbox(theirs)
        assert [inbox.receive()["n"] for _ in range(3)] == [0, 1, 2]


def test_descriptors_ride_along_with_a_message():
    ours, theirs = socket.socketpair()
    fd = wire.frame_buffer({"x": 7})
    with ours, theirs:
        wire.send_message(ours, {"op": "load"}, [fd])
        inbox = wire.Inbox(theirs)
        assert inbox.receive() == {"op": "load"}
        (received,) = inbox.take_fds()
    assert wire.decode(wire.map_private(received)) == {"x": 7}


@pytest.mark.parametrize(
    "data", [b"\xff\xff\xff\xff", b"\x02\x00\x00\x00[]", b"\x01\x00\x00\x00{", b"\x04\x00\x00\x00true"]
)
def test_a_message_that_is_none_is_malformed(data):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(data)
        with pytest.raises(wire.Malformed):
            wire.Inbox(theirs).receive()
