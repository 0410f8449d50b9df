"""What runs inside a cell: load the learner's file, call the probes the judge asks for, send back what was seen.

Everything here shares a process with hostile code, so nothing here decides anything. The judge
compares, keeps the clock and holds the answers.
"""

from __future__ import annotations

import contextlib
import errno
import io
import linecache
import marshal
import mmap
import os
import resource
import socket
import sys
import traceback
from collections.abc import Callable
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from runner import rules
from runner.sandbox import wire

FILE_NAME = "submission.py"
MODULE_NAME = "submission"
TYPE_CHARACTERS = 200
MESSAGE_CHARACTERS = 2000
TRACEBACK_CHARACTERS = 6000
RESERVE_BYTES = 2 * 1024 * 1024  # of what a file may take, to tell that it took it


class Cell:
    """One submission's process. `serve` answers the judge until the control socket ends."""

    def __init__(self, control: socket.socket, limit_job: Callable[[int, int], None]) -> None:
        self.control = control
        self.inbox = wire.Inbox(control)
        self.limit_job = limit_job
        self.code: ModuleType | None = None
        self.probes: dict[str, Any] = {}
        self.framework = "numpy"
        self.device = "cpu"
        self.synchronize: Callable[[], None] = lambda: None
        self.reserve: mmap.mmap | None = reserve()

    def rehearse(self, framework: str) -> None:
        """Do once what every submission will: a forked process pays for each page when it first writes to it."""
        source = "import numpy as np\n\n\ndef double(x):\n    return 2 * x\n"
        rules.compiled(source)
        rules.forbidden_uses(source, ["no.such.name"])
        code = ModuleType("rehearsal")
        exec(compile(source, FILE_NAME, "exec", dont_inherit=True), code.__dict__)
        seed_generators(0, framework)
        self.framework = framework
        frame = memoryview(bytearray(b"".join(wire.encode([{"x": np.ones((2, 3), dtype=np.float32)}]))))
        told = []
        for made, cases in ((None, map(widened, wire.decode_inputs(frame))), (code, wire.decode_inputs(frame))):
            self.code = made  # without any, the call raises: that has to be told too
            told += [self.call(lambda code, x: code.double(x), case, False, True) for case in cases]
        wire.encode(told, self.to_array)
        self.code = None

    def serve(self) -> None:
        while (message := self.inbox.receive()) is not None:
            fds = self.inbox.take_fds()
            try:
                answer = self.load(fds[0]) if message["op"] == "load" else self.run(message, fds[0], fds[1])
            finally:
                for fd in fds:
                    os.close(fd)
            sys.stdout.flush()
            sys.stderr.flush()
            wire.send_message(self.control, answer)

    def load(self, fd: int) -> dict[str, Any]:
        """Read the learner's file and execute it as a module; answers with the names it lacks, or with why not."""
        job = wire.decode(wire.map_private(fd))
        self.framework, self.device = job["framework"], job["device"]
        exec(marshal.loads(job["probes"]), self.probes)
        if self.device == "cuda":
            import torch

            self.synchronize = torch.cuda.synchronize
        seed_generators(job["seed"], self.framework)
        if self.framework == "torch":
            from runner.sandbox.forbid import forbid_operators

            forbid_operators(job["forbidden_aten"])
        from runner.sandbox.forbid import forbid_names

        forbid_names(job["forbidden"])
        self.limit_job(job["memory_bytes"], job["cpu_seconds"])
        try:
            code, problem = rules.compiled(job["source"])
            if code is None:
                return {"unreadable": problem}
            if uses := rules.forbidden_uses(job["source"], job["forbidden"]):
                return {"forbidden": "\n".join(uses)[:MESSAGE_CHARACTERS]}
            self.code = load_module(job["source"], code)
        except BaseException as error:
            return {"raised": self.describe(error)}
        return {"loaded": True, "missing": [n for n in job["defines"] if not hasattr(self.code, n)]}

    def run(self, message: dict[str, Any], inputs_fd: int, outputs_fd: int) -> dict[str, Any]:
        """Call one probe on every case of the buffer. The observations go into the other buffer."""
        probe = self.probes[message["probe"]]
        nonces, reports, after = message["nonces"], bool(message.get("reports")), bool(message.get("inputs_after"))
        frame = wire.map_private(inputs_fd)
        asked = widened if message.get("precise") else lambda case: case
        told: list[Any] = [self.call(probe, asked(case), reports, after) for case in wire.decode_inputs(frame)]
        try:
            wire.write_frame(outputs_fd, self.encode(list(zip(nonces, told, strict=True))), message["capacity"])
        except wire.Unsendable as error:
            return {"unsendable": str(error)}
        except BaseException as error:
            return {"raised": self.describe(error)}
        return {"done": True}

    def call(self, probe: Callable[..., Any], case: dict[str, Any], reports: bool, after: bool) -> dict[str, Any]:
        """One call: its value, and if asked its inputs as they are afterwards; or the exception in plain data."""
        extra = {"report": self.report} if reports else {}
        self.keep_reserve()
        try:
            made = {name: self.convert(value) for name, value in case.items()}
            value = probe(self.code, **made, **extra)
            self.synchronize()  # a device's errors come late, and its work counts until it is done
        except BaseException as error:
            return {"raised": self.describe(error)}
        return {"value": value, "inputs": {name: v for name, v in made.items() if after and holds_arrays(v)}}

    def keep_reserve(self) -> None:
        """Some memory back, where what was called before used it up and has let go of the rest."""
        with contextlib.suppress(OSError):
            self.reserve = reserve() if self.reserve is None else self.reserve

    def describe(self, error: BaseException) -> dict[str, Any]:
        """An exception in plain data, with memory to say it in also where the code has taken all it may have."""
        if self.reserve is not None:
            self.reserve.close()
            self.reserve = None
        return describe(error)

    def encode(self, told: list[tuple[str, dict[str, Any]]]) -> list[bytes | memoryview]:
        """The observations as a frame; one that cannot be sent says why and leaves the others alone."""
        try:
            return wire.encode(told, self.to_array)
        except wire.Unsendable:
            return wire.encode([(nonce, self.sendable(one)) for nonce, one in told], self.to_array)

    def sendable(self, told: dict[str, Any]) -> dict[str, Any]:
        try:
            wire.encode(told, self.to_array)
        except wire.Unsendable as error:
            return {"unsendable": str(error)}
        return told

    def convert(self, value: Any) -> Any:
        """A case's value in the framework's own arrays."""
        if isinstance(value, dict):
            return {k: self.convert(v) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.convert(v) for v in value)
        if not isinstance(value, np.ndarray) or self.framework != "torch":
            return value
        import torch

        return torch.from_numpy(value).to(self.device)

    def to_array(self, value: Any) -> tuple[np.ndarray, str] | None:
        """A tensor's values for the wire; None for anything but a tensor."""
        torch = sys.modules.get("torch")
        if torch is None or not isinstance(value, torch.Tensor):
            return None
        plain = value.detach().resolve_conj().resolve_neg().cpu().contiguous()
        if plain.dtype == torch.bfloat16:
            return plain.view(torch.int16).numpy().view(np.uint16), wire.BFLOAT16
        if plain.layout != torch.strided or plain.is_quantized:
            raise wire.Unsendable("the result holds a sparse or quantised tensor; return a dense one")
        array = plain.numpy()
        return array, wire.name_of(array.dtype)

    def report(self, step: int, **numbers: float) -> None:
        """Send one point of a live curve: `report(step, loss=...)`."""
        point = {name: float(value) for name, value in list(numbers.items())[:8]}
        wire.send_message(self.control, {"report": {"step": int(step), **point}})


def reserve() -> mmap.mmap:
    """Memory that counts as taken and is not touched: a page costs time only when it is written to."""
    return mmap.mmap(-1, RESERVE_BYTES, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


def widened(value: Any) -> Any:
    """The same values with single precision turned into double, for the reference's exact answer."""
    if isinstance(value, dict):
        return {k: widened(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(widened, value))
    if isinstance(value, np.ndarray) and value.dtype in (np.float32, np.float16):
        return value.astype(np.float64)
    return value


def holds_arrays(value: Any) -> bool:
    if isinstance(value, dict):
        return any(holds_arrays(v) for v in value.values())
    if isinstance(value, (list, tuple)):
        return any(holds_arrays(v) for v in value)
    return not (value is None or isinstance(value, (bool, int, float, str)))


def load_module(source: str, code: CodeType | None = None) -> ModuleType:
    """The learner's file as the module `submission`, known to tracebacks, dataclasses and `inspect`.

    `code` is the file compiled, where it is.
    """
    module = ModuleType(MODULE_NAME)
    module.__file__ = FILE_NAME
    sys.modules[MODULE_NAME] = module
    linecache.cache[FILE_NAME] = (len(source), None, source.splitlines(keepends=True), FILE_NAME)
    exec(code or compile(source, FILE_NAME, "exec", dont_inherit=True), module.__dict__)
    return module


def seed_generators(seed: int, framework: str) -> None:
    """Fresh random state for this cell: children share the state of the process they were forked from."""
    import random

    random.seed(seed)
    np.random.seed(seed % 2**32)
    if framework == "torch":
        import torch

        torch.manual_seed(seed % 2**63)


def describe(error: BaseException) -> dict[str, Any]:
    """An exception in plain data: type, message, the learner's own lines of the traceback."""
    kind = str(type(error).__name__)[:TYPE_CHARACTERS]
    try:
        message = str(error)[:MESSAGE_CHARACTERS]
    except BaseException:
        message = "(its message could not be read)"
    refused = isinstance(error, OSError) and error.errno == errno.ENOMEM
    on_device = kind == "OutOfMemoryError"
    memory = isinstance(error, MemoryError) or refused or on_device or "can't allocate memory" in message
    peak_mb = device_peak_mb() if on_device else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"type": kind, "message": message, "traceback": own_traceback(error), "memory": memory, "peak_mb": peak_mb}


def device_peak_mb() -> int:
    """The most device memory that torch had reserved at once."""
    torch = sys.modules.get("torch")
    try:
        return int(torch.cuda.max_memory_reserved()) // 2**20 if torch and torch.cuda.is_initialized() else 0
    except Exception:
        return 0


def own_traceback(error: BaseException) -> str:
    """The traceback with the frames of the learner's file alone."""
    try:
        told = traceback.TracebackException.from_exception(error, compact=True)
        told.stack = traceback.StackSummary.from_list([f for f in told.stack if f.filename == FILE_NAME])
        told.__cause__ = told.__context__ = None
        return "".join(told.format())[-TRACEBACK_CHARACTERS:]
    except BaseException:
        return ""


def attach_output(fd: int) -> None:
    """Send prints to the judge's pipe, line by line, and give the file no standard input."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(fd, 1)
    os.dup2(fd, 2)
    os.close(null)
    sys.stdin = text_stream(0, "rb")
    sys.stdout = text_stream(1, "wb")
    sys.stderr = text_stream(2, "wb")


def text_stream(fd: int, mode: str) -> io.TextIOWrapper:
    raw = open(fd, mode, closefd=False)  # noqa: SIM115  (lives as long as the process)
    return io.TextIOWrapper(raw, encoding="utf-8", errors="replace", line_buffering=True)
