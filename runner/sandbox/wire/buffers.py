"""Shared memory that frames travel in: written once, sealed or copied before it is checked."""

from __future__ import annotations

import json
import math
import mmap
import os
import struct
import tempfile
from collections.abc import Sequence
from typing import Any

from runner.sandbox.wire.frames import MAX_ARRAYS, MAX_HEADER_BYTES, PREFIX, Unsendable, aligned, encode, table_entry

FRAME_BYTES = 64 * 1024 * 1024  # room for one case's observation; sparse until written
AT_ONCE_BYTES = 1024 * 1024  # copied together first: a call to the system for each small piece takes longer


def new_buffer(name: str, size: int) -> int:
    """A descriptor of `size` bytes of shared memory that, where the system can forbid it, neither shrink nor grow."""
    if hasattr(os, "memfd_create"):
        import fcntl

        fd = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(fd, size)
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
        return fd
    with tempfile.TemporaryFile() as file:
        file.truncate(size)
        return os.dup(file.fileno())


def write_frame(fd: int, pieces: Sequence[bytes | memoryview], capacity: int) -> None:
    """Write the pieces from the start of a buffer; raises `Unsendable` where they do not fit."""
    total = sum(len(p) for p in pieces)
    if total > capacity:
        raise Unsendable(f"the result takes {total / 2**20:.1f} MB; {capacity / 2**20:.0f} MB are allowed")
    if total <= AT_ONCE_BYTES:
        pieces = [b"".join(pieces)]
    offset = 0
    for piece in pieces:
        view = memoryview(piece)
        while view.nbytes:
            written = os.pwrite(fd, view, offset)
            view, offset = view[written:], offset + written


def frame_buffer(value: Any) -> int:
    """A new buffer that holds `value`; the cell may read it and cannot change what the judge keeps."""
    pieces = encode(value)
    size = sum(len(p) for p in pieces)
    fd = new_buffer("inputs", size)
    write_frame(fd, pieces, size)
    seal_writes(fd)
    return fd


def seal_writes(fd: int) -> bool:
    """Forbid any further write to the buffer; False where the other side still holds a writable map of it."""
    if not hasattr(os, "memfd_create"):
        return False
    import fcntl

    try:
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)
    except OSError:
        return False
    return True


def read_frozen(fd: int) -> memoryview:
    """A buffer's bytes as they are now: copied where they are few, mapped where writes could be sealed off.

    What was checked must be what is kept, so a buffer that its sender can still change is copied first. Before writes
    are sealed off the kernel has each processor give back the pages it wrote last: 0.4 ms, in which 1 MB is copied.
    """
    status = os.fstat(fd)
    size, written = status.st_size, status.st_blocks * 512
    if hasattr(os, "memfd_create") and written <= AT_ONCE_BYTES:
        return memoryview(os.pread(fd, written, 0))
    if seal_writes(fd):
        return memoryview(mmap.mmap(fd, size, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ))
    return memoryview(_written_bytes(fd, size))


def _written_bytes(fd: int, size: int) -> bytes:
    """A copy up to the end of the last array that the header claims, so that a sparse buffer stays sparse."""
    head = os.pread(fd, PREFIX.size + MAX_HEADER_BYTES, 0)
    try:
        length = PREFIX.unpack(head[: PREFIX.size])[1]
        table = json.loads(head[PREFIX.size : PREFIX.size + length])["arrays"]
        ends = [offset + math.prod(shape) * 16 for _, shape, offset in map(table_entry, table[:MAX_ARRAYS])]
        size = min(size, aligned(PREFIX.size + length) + max([0, *ends]))
    except (ValueError, KeyError, TypeError, struct.error, RecursionError):
        size = min(size, len(head))
    return os.pread(fd, max(0, size), 0)


def map_private(fd: int) -> memoryview:
    """A private, writable map of a buffer: changes stay in this process."""
    return memoryview(
        mmap.mmap(fd, os.fstat(fd).st_size, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    )
