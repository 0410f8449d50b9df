"""The wire between judge and cell: data only, bounded before anything is allocated."""

from runner.sandbox.wire.buffers import (
    FRAME_BYTES,
    frame_buffer,
    map_private,
    new_buffer,
    read_frozen,
    seal_writes,
    write_frame,
)
from runner.sandbox.wire.frames import (
    BFLOAT16,
    MAGIC,
    NUMERIC,
    PREFIX,
    Malformed,
    Unsendable,
    aligned,
    decode,
    decode_inputs,
    encode,
    laid_out,
    name_of,
)
from runner.sandbox.wire.messages import Inbox, send_message

__all__ = [
    "BFLOAT16",
    "FRAME_BYTES",
    "MAGIC",
    "NUMERIC",
    "PREFIX",
    "Inbox",
    "Malformed",
    "Unsendable",
    "aligned",
    "decode",
    "decode_inputs",
    "encode",
    "frame_buffer",
    "laid_out",
    "map_private",
    "name_of",
    "new_buffer",
    "read_frozen",
    "seal_writes",
    "send_message",
    "write_frame",
]
