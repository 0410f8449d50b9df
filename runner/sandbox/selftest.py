"""Trying the wall from inside: what is granted on paper must hold in a real, sealed cell.

`python -m runner.sandbox.selftest FLAVOUR` locks a process down, tries everything, and prints what held as JSON.
"""

from __future__ import annotations

import ctypes
import errno
import json
import mmap
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from runner.sandbox import cgroups, kernel
from runner.sandbox.lockdown import Level, Lockdown
from runner.sandbox.view import Flavour, view_for

PATIENCE_SECONDS = 20
_X32_GETPID = 0x40000000 | 39


@dataclass(frozen=True)
class Outcome:
    """How an attempt in a cell ended.

    `came` is returned, refused (an OSError), killed, failed (any other exception) or unsealed (the cell was never
    closed); `detail` is the value, the errno's name, the signal's name or the error's text.
    """

    came: str
    detail: Any = None

    @property
    def stopped(self) -> bool:
        """Whether the wall answered: anything else, a hang ended by the alarm too, proves nothing."""
        return self.came == "refused" or (self.came == "killed" and self.detail in ("SIGSYS", "SIGSEGV"))


@dataclass(frozen=True)
class Limits:
    """What a cell may use: bytes of memory beyond what it starts with, seconds of processor time."""

    memory_bytes: int
    cpu_seconds: int = PATIENCE_SECONDS


def in_cell(
    lockdown: Lockdown, act: Callable[[], Any], keep: Collection[int] = (), limits: Limits | None = None
) -> Outcome:
    """Fork, seal, run `act` and tell how it ended. Its value must be plain data. For the zygote's process only."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _act_and_exit(lockdown, act, {0, 1, 2, sending, *keep}, limits, sending)
    os.close(sending)
    with os.fdopen(receiving, "rb") as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Outcome("killed", signal.Signals(os.WTERMSIG(status)).name)
    return Outcome(**json.loads(told)) if told else Outcome("failed", f"exit status {os.WEXITSTATUS(status)}")


def _act_and_exit(
    lockdown: Lockdown, act: Callable[[], Any], keep: set[int], limits: Limits | None, sending: int
) -> None:
    signal.alarm(PATIENCE_SECONDS)
    outcome = Outcome("unsealed")
    try:
        lockdown.seal_cell(0, keep)
        if limits:
            lockdown.limit_job(limits.memory_bytes, limits.cpu_seconds)
        outcome = Outcome("failed")
        outcome = Outcome("returned", act())
    except OSError as error:
        came = "unsealed" if outcome.came == "unsealed" else "refused"
        outcome = Outcome(came, errno.errorcode.get(error.errno or 0, str(error)))
    except BaseException as error:
        outcome = Outcome(outcome.came, f"{type(error).__name__}: {error}")
    try:
        os.write(sending, json.dumps(asdict(outcome)).encode())
    finally:
        os._exit(0)


def _open(path: str, flags: int = os.O_RDONLY) -> Callable[[], Any]:
    return lambda: os.close(os.open(path, flags, 0o600))


def _socket(family: int, kind: int = socket.SOCK_STREAM) -> Callable[[], Any]:
    return lambda: socket.socket(family, kind).fileno()


def _call(name: str, *arguments: Any) -> Callable[[], Any]:
    return lambda: kernel.syscall(name, *arguments)


def fork() -> int:
    """Fork and end the child at once, should there be one."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    return child


def enter_as_32_bit() -> Any:
    """Call the kernel by the old interrupt, with 32-bit numbers: 20 is getpid there."""
    if platform.machine() != "x86_64":
        raise OSError(errno.ENOSYS, "there is no such entry on this processor")
    code = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20; int 0x80; ret
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)()


def enter_as_x32() -> Any:
    """Call getpid by its x32 number."""
    return ctypes.CDLL(None).syscall(ctypes.c_long(_X32_GETPID))


def held_capabilities() -> list[int]:
    """The effective, permitted and inheritable sets as six words; all zero in a cell."""
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    kernel.syscall("capget", ctypes.byref(header), ctypes.byref(sets))
    return list(sets)


def _keep_capabilities() -> None:
    if not any(held_capabilities()):
        raise PermissionError(errno.EPERM, "none is held")


def _stranger(act: Callable[[int], Any]) -> Callable[[], Any]:
    return lambda: act(os.getppid())


PTRACE_ATTACH = 16
ATTEMPTS: dict[str, Callable[[], Any]] = {
    "reading the password file": _open("/etc/passwd"),
    "reading the shadow file": _open("/etc/shadow"),
    "reading another process's environment": _stranger(lambda pid: _open(f"/proc/{pid}/environ")()),
    "writing another process's memory": _stranger(lambda pid: _open(f"/proc/{pid}/mem", os.O_RDWR)()),
    "writing outside its folder": _open("/var/tmp/gradus-self-test", os.O_CREAT | os.O_WRONLY),
    "writing to its own Python": _open(os.__file__, os.O_RDWR),
    "listing the home folders": lambda: sum(1 for _ in Path("/home").iterdir()),
    "opening a TCP socket": _socket(socket.AF_INET),
    "opening a UDP socket": _socket(socket.AF_INET, socket.SOCK_DGRAM),
    "opening a unix socket": _socket(1),
    "opening a netlink socket": _socket(16, socket.SOCK_RAW),
    "opening a socket to the hypervisor": _socket(40),
    "starting a process": fork,
    "running a program": lambda: os.execv("/bin/true", ["true"]),
    "signalling the zygote": _stranger(lambda pid: os.kill(pid, 0)),
    "tracing the zygote": _stranger(lambda pid: kernel.syscall("ptrace", PTRACE_ATTACH, pid, 0, 0)),
    "mounting": _call("mount", b"tmpfs", b"/", b"tmpfs", 0, None),
    "a namespace of its own": _call("unshare", 0x10000000),
    "keyrings": _call("keyctl", 0, -3, 0),
    "BPF programs": _call("bpf", 0, None, 0),
    "io_uring": _call("io_uring_setup", 1, None),
    "userfaultfd": _call("userfaultfd", 0),
    "performance counters": _call("perf_event_open", None, 0, -1, -1, 0),
    "memory without a file": _call("memfd_create", b"x", 0),
    "the 32-bit entry": enter_as_32_bit,
    "the x32 entry": enter_as_x32,
    "capabilities": _keep_capabilities,
}


def work() -> int:
    """What an honest submission does: compute on two threads. The self-test proves nothing where this fails."""
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(sum(range(1000)))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(results)


def self_test(lockdown: Lockdown) -> dict[str, bool]:
    """Try each attempt in a sealed cell of its own; True where it was stopped.

    To be called in the zygote after `enter`. Where the level claims a wall and something got through, the level
    falls to NONE and `missing` says what it was.
    """
    held = {name: in_cell(lockdown, act).stopped for name, act in ATTEMPTS.items()}
    held["an honest thread works"] = in_cell(lockdown, work) == Outcome("returned", 2)
    through = [name for name, stopped in held.items() if not stopped]
    if through and lockdown.level is not Level.NONE:
        lockdown.level = Level.NONE
        lockdown.missing.append(f"the self-test: these did not hold: {', '.join(through)}")
    return held


def examine(flavour: Flavour, namespaces: bool = True) -> dict[str, Any]:
    """What this machine can isolate, found out in a process of its own: level, layers, missing, held."""
    command = [sys.executable, "-m", "runner.sandbox.selftest", flavour, *([] if namespaces else ["--no-namespaces"])]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    cgroups.leave(os.getpid())
    if done.returncode != 0:
        reason = f"the lockdown failed: {done.stderr.strip()[-300:]}"
        return {"level": Level.NONE, "layers": [], "missing": [reason], "held": {}}
    return cast(dict[str, Any], json.loads(done.stdout))


def main() -> None:
    lockdown = Lockdown(view_for(cast(Flavour, sys.argv[1])), namespaces="--no-namespaces" not in sys.argv)
    lockdown.enter()
    held = self_test(lockdown)
    told = {"level": lockdown.level, "layers": lockdown.layers, "missing": lockdown.missing, "held": held}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
