"""Attempts from inside sealed cells: `python inside.py FLAVOUR [--no-namespaces] [--late]` prints how each ended.

A process of its own: locking down cannot be undone, and wants a single thread.
"""

import contextlib
import ctypes
import fcntl
import json
import mmap
import os
import signal
import socket
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from pathlib import Path

import inside_torch

from runner.sandbox import kernel, lockdown
from runner.sandbox.policy import KILLED
from runner.sandbox.selftest import ATTEMPTS, Limits, in_cell

MEGABYTE = 1 << 20
CLONE_VM, CLONE_THREAD, CLONE_NEWUSER = 0x100, 0x10000, 0x10000000
# The attempts on this file change nothing even where they are not stopped.
PYTHON = Path(os.__file__)
AF_UNIX_STREAM = socket.socketpair()
PROJECT = Path(lockdown.__file__).parents[2]
SETTINGS = PROJECT / "roadmap/settings.py"
REFERENCE = next(PROJECT.glob("labs/catalog/*/*/reference.py"))
libc = ctypes.CDLL(None, use_errno=True)


def environment_block():
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    return int(fields[47]), int(fields[48])


BLOCK = environment_block()


def call(name, *arguments):
    return lambda: kernel.syscall(name, *arguments)


def open_descriptors():
    found = []
    for number in range(1024):
        with contextlib.suppress(OSError):
            fcntl.fcntl(number, fcntl.F_GETFD)
            found.append(number)
    return found


def identity():
    return {
        "ids": [os.getresuid(), os.getresgid(), os.getgroups()],
        "session": os.getsid(0) == os.getpid(),
        "folder": str(Path.cwd()),
        "host": os.uname().nodename,
        "dumpable": kernel.prctl(3),
        "no_new_privileges": kernel.prctl(39),
    }


def environment_traces():
    import posix

    libc.getenv.restype = ctypes.c_char_p
    block = ctypes.string_at(BLOCK[0], BLOCK[1] - BLOCK[0])
    return {
        "names": sorted(os.environ),
        "posix": len(posix.environ),
        "block": sum(1 for byte in block if byte),
        "secret": (libc.getenv(b"GRADUS_TEST_SECRET") or b"").decode(),
    }


def fill_folder():
    written = 0
    with contextlib.suppress(OSError), Path("big").open("wb") as big:
        while written < 200 * MEGABYTE:
            written += big.write(bytes(MEGABYTE))
    return written // MEGABYTE


def many_files():
    for count in range(5000):
        try:
            Path(f"file{count}").touch()
        except OSError:
            return count
    return 5000


def folder_left_by_the_last():
    left = [path.name for path in Path().iterdir()]
    Path("mine").write_text("for the next")
    return left


def keep_files():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a")
        path.write_text("kept")
        path.rename(Path(folder, "b"))
        path.with_name("b").chmod(0o600)
        return path.with_name("b").read_text()


def raise_own_signal():
    seen = []
    signal.signal(signal.SIGUSR1, lambda *_: seen.append(1))
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
    return len(seen)


def many_threads():
    gate, started = threading.Event(), []
    threading.stack_size(64 * 1024)
    try:
        for _ in range(2000):
            thread = threading.Thread(target=gate.wait)
            thread.start()
            started.append(thread)
    except RuntimeError:
        pass
    finally:
        gate.set()
    for thread in started:
        thread.join()
    return len(started)


def shared_memory():
    return len(mmap.mmap(-1, 600 * MEGABYTE))


def brk_memory():
    import numpy

    return float(numpy.ones(600 * MEGABYTE // 8).sum())


def many_small():
    return len([bytes(1000) for _ in range(600 * 1024)])


def spin():
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


def modules():
    import asyncio
    import decimal
    import sqlite3
    import zoneinfo
    from datetime import datetime
    from importlib import metadata

    import numpy.fft
    import numpy.polynomial

    cells = sqlite3.connect(":memory:").execute("select 1").fetchone()
    local = datetime(2024, 1, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris")).utcoffset()
    names = [asyncio.Lock, decimal.Decimal, numpy.polynomial.Polynomial, numpy.fft.fft]
    return [cells[0], local.seconds, len(names), metadata.version("numpy") == numpy.__version__]


def import_of(name):
    return lambda: __import__(name).__name__


def lazy_harness():
    from runner.contract import VERSION

    return VERSION


def asked_of_the_machine():
    return {"processors": os.cpu_count(), "model": "processor" in Path("/proc/cpuinfo").read_text()}


COMMON = {
    "identity": identity,
    "environment": environment_traces,
    "machine": asked_of_the_machine,
    "modules": modules,
    "harness": lazy_harness,
    "import torch": import_of("torch"),
    "import sklearn": import_of("sklearn"),
    "import django": import_of("django"),
    "import pip": import_of("pip"),
    "own signal": raise_own_signal,
    "threads": many_threads,
    "parent": lambda: os.kill(os.getppid(), 0),
    "everybody": lambda: os.kill(-1, 0),
    "own group": lambda: os.kill(0, 0),
    "thread of another": call("tgkill", 1, 1, 0),
    "any thread": call("tkill", 1, 0),
    "queued signal": call("rt_sigqueueinfo", 1, 0, None),
    "pidfd": lambda: os.pidfd_open(os.getppid()),
    "vfork": call("vfork"),
    "clone": call("clone", signal.SIGCHLD, 0, 0, 0, 0),
    "clone sharing memory": call("clone", CLONE_VM | signal.SIGCHLD, 0, 0, 0, 0),
    "clone with a namespace": call("clone", CLONE_NEWUSER | CLONE_THREAD | CLONE_VM | 0x800, 0, 0, 0, 0),
    "clone3": call("clone3", None, 0),
    "execveat": call("execveat", -100, b"/bin/true", None, None, 0),
    "system": lambda: os.system("true"),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "popen": lambda: __import__("subprocess").run(["true"], check=True).returncode,
    "pair of datagram sockets": lambda: socket.socketpair(type=socket.SOCK_DGRAM)[0].fileno(),
    "sendmsg": lambda: socket.send_fds(socket.socketpair()[0], [b"x"], [0]),
    "bind": call("bind", 1, None, 0),
    "connect": call("connect", 1, None, 0),
    "listen": call("listen", 1, 1),
    "accept": call("accept4", 1, None, None, 0),
    "shared memory segment": call("shmget", 0, 4096, 0o1600),
    "message queue": call("msgget", 0, 0o1600),
    "semaphores": call("semget", 0, 1, 0o1600),
    "named queue": call("mq_open", b"/q", os.O_CREAT, 0o600, None),
    "inotify": call("inotify_init1", 0),
    "flock": lambda: fcntl.flock(os.open(os.__file__, os.O_RDONLY), fcntl.LOCK_EX),
    "record lock": lambda: fcntl.lockf(os.open(os.__file__, os.O_RDONLY), fcntl.LOCK_SH),
    "change mode of Python": lambda: PYTHON.chmod(PYTHON.stat().st_mode & 0o7777),
    "touch Python": lambda: os.utime(PYTHON, ns=(PYTHON.stat().st_atime_ns, PYTHON.stat().st_mtime_ns)),
    "rename Python": lambda: PYTHON.rename(PYTHON),
    "own Python": lambda: os.chown(os.__file__, os.getuid(), -1),
    "hard link": lambda: os.link(os.__file__, "link"),
    "device node": lambda: os.mknod("node", 0o020600, os.makedev(1, 1)),
    "fifo": lambda: os.mkfifo("fifo"),
    "set user": lambda: os.setuid(0),
    "raise a limit": lambda: __import__("resource").setrlimit(7, (-1, -1)),
    "limits of another": lambda: __import__("resource").prlimit(os.getppid(), 7),
    "affinity of another": lambda: os.sched_setaffinity(os.getppid(), {0}),
    "own affinity": lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)),
    "nice": lambda: os.nice(1),
    "priority of another": lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 1),
    "scheduler": lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)),
    "dumpable again": lambda: kernel.prctl(4, 1),
    "no death signal": lambda: kernel.prctl(1, 0),
    "name itself": lambda: kernel.prctl(15, ctypes.addressof(ctypes.create_string_buffer(b"learner"))),
    "terminal input": lambda: fcntl.ioctl(0, 0x5412, b"x"),
    "unknown call": lambda: libc.syscall(ctypes.c_long(1000)) + ctypes.get_errno(),
    "null": lambda: Path("/dev/null").write_text("gone"),
    "random": lambda: len(os.read(os.open("/dev/urandom", os.O_RDONLY), 8)),
    "shadow": lambda: Path("/etc/shadow").read_text(),
    "a reference": lambda: REFERENCE.read_text(),
    "settings": lambda: SETTINGS.read_text(),
    "processes": lambda: [path.name for path in Path("/proc").iterdir() if path.name.isdigit()],
    "own maps": lambda: Path("/proc/self/maps").read_text(),
    "file outside": lambda: Path("/var/tmp/gradus-test").write_text("x"),
    "file in tmp": lambda: Path("/tmp/gradus-test").write_text("x"),
    "file in shared memory": lambda: Path("/dev/shm/gradus-test").write_text("x"),
    "keep files": keep_files,
    "fill the folder": fill_folder,
    "many files": many_files,
    "first in the folder": folder_left_by_the_last,
    "second in the folder": folder_left_by_the_last,
    "control socket": lambda: AF_UNIX_STREAM[1].send(b"hello"),
}

PACKAGES = {f"import {name}": import_of(name) for name in ("sklearn", "scipy", "sympy")}
LIMITED = {
    "heap": brk_memory,
    "small objects": many_small,
    "shared map": shared_memory,
    "huge pages": call("mmap", 0, 2 * MEGABYTE, 3, 0x40022, -1, 0),
    "modest": lambda: len(bytes(100 * MEGABYTE)),
}


def seal_times(locked, count=50):
    def timed():
        start = time.perf_counter()
        locked.seal_cell(0, {0, 1, 2, sending})
        return time.perf_counter() - start

    times = []
    for _ in range(count):
        receiving, sending = os.pipe()
        if (child := os.fork()) == 0:
            os.write(sending, repr(timed()).encode())
            os._exit(0)
        os.close(sending)
        times.append(float(os.read(receiving, 64)))
        os.close(receiving)
        os.waitpid(child, 0)
    return 1000 * statistics.median(times)


def descriptors(locked):
    keep, other = os.open("/dev/null", os.O_RDONLY), os.open("/dev/null", os.O_RDONLY)
    outcome = in_cell(locked, open_descriptors, keep=[keep])
    return {"kept": keep, "other": other, "left": outcome.detail}


def run(flavour, locked):
    outcomes = {}
    if flavour == "numpy":
        for name, act in {**ATTEMPTS, **COMMON}.items():
            outcomes[name] = in_cell(locked, act, keep=[AF_UNIX_STREAM[1].fileno()])
        for name in KILLED.split():
            if name in kernel.MACHINE.numbers:
                outcomes[f"kill {name}"] = in_cell(locked, call(name, *(0,) * 6))
    if flavour == "numpy":
        outcomes["spin"] = in_cell(locked, spin, limits=Limits(64 * MEGABYTE, 1))
    limited = LIMITED
    if flavour == "torch":
        for name, act in {**inside_torch.TORCH, **PACKAGES}.items():
            outcomes[name] = in_cell(locked, act)
        limited = {**LIMITED, "tensor": inside_torch.torch_memory}
    for name, act in limited.items():
        outcomes[name] = in_cell(locked, act, limits=Limits(256 * MEGABYTE))
    return outcomes


def main():
    flavour = sys.argv[1]
    locked = lockdown.Lockdown(lockdown.view_for(flavour), namespaces="--no-namespaces" not in sys.argv)
    if "--late" in sys.argv:
        __import__(flavour)
        locked.enter()
    else:
        locked.enter()
        __import__(flavour)
    if flavour == "torch":
        import torch

        torch.set_num_threads(1)
        torch.optim.Adam([torch.ones(2, requires_grad=True)]).step()
    told = {"level": locked.level, "layers": locked.layers, "missing": locked.missing, "user": os.getuid()}
    told["outcomes"] = {name: asdict(outcome) for name, outcome in run(flavour, locked).items()}
    told["descriptors"] = descriptors(locked)
    told["seal_ms"] = seal_times(locked)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
