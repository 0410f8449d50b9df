"""Namespaces of the zygote's own, with a root that holds the view and nothing else.

Source: unshare(2), pivot_root(2), mount_setattr(2), pid_namespaces(7), user_namespaces(7).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import signal
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from runner.sandbox import kernel
from runner.sandbox.privileges import keep_descriptors
from runner.sandbox.view import View

CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
_CLONE_NEWPID = 0x20000000
_KINDS = {
    "mount": CLONE_NEWNS,
    "process": _CLONE_NEWPID,
    "network": 0x40000000,
    "message": 0x08000000,
    "host name": 0x04000000,
    "cgroup": 0x02000000,
}
NEEDED = frozenset({"mount", "process", "network", "message"})

_RDONLY, _NOSUID, _NODEV, _NOEXEC = 1, 2, 4, 8
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_MNT_DETACH, _AT_RECURSIVE, _AT_FDCWD = 2, 0x8000, -100

# The parent is where Landlock's rule sits: it covers whatever folder a cell mounts in it.
FOLDERS, FOLDER = Path("/cell"), Path("/cell/folder")
HOST_NAME = b"cell"
INNER_ID = 60000
_DEVICES = ("null", "zero", "full", "random", "urandom")
_FACTS = ("/proc/cpuinfo", "/proc/meminfo", "/proc/sys/vm/overcommit_memory")
_CPU = Path("/sys/devices/system/cpu")
_CPU_FACTS = ("online", "possible", "present", "kernel_max")
_EACH_CPU_FACTS = ("topology/*", "cpufreq/cpuinfo_m*_freq", "regs/identification/midr_el1")


@dataclass
class Granted:
    """What the kernel gives: kinds of namespace by name, and why not the rest. `complete`: enough for a wall."""

    kinds: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    complete: bool = False

    @property
    def users_nest(self) -> bool:
        """Whether each cell can have a user namespace to itself, in which its threads are counted alone."""
        return "nested user" in self.kinds


def try_out(view: View) -> Granted:
    """Build it all in a child that is thrown away, and say what came of it: refusals leave the caller untouched."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        granted = Granted()
        try:
            _unshare(granted)
            _build_root(view, {})
            granted.complete = True
            if "user" in granted.kinds:
                _unshare_one("nested user", CLONE_NEWUSER, granted)
        except OSError as error:
            place = f" ({error.filename})" if error.filename else ""
            granted.refusals.append(f"namespaces: {error.strerror}{place}")
        finally:
            os.write(sending, json.dumps(asdict(granted)).encode())
            os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as answer:
        granted = Granted(**json.loads(answer.read() or "{}"))
    os.waitpid(child, 0)
    return granted


def enter(view: View) -> None:
    """Leave the host's namespaces for fresh ones and its file system for the view, where `try_out` was complete.

    Single-threaded only. The caller goes on in a forked child, the first process of its namespace; the parent stays
    as `_outlive` says. An OSError leaves the process between two worlds: it must end.
    """
    granted = Granted()
    _unshare(granted)
    if "host name" in granted.kinds:
        kernel.syscall("sethostname", HOST_NAME, len(HOST_NAME))
    facts = _read_facts()
    _fork_first_process()
    _build_root(view, facts)


def leave_some() -> Granted:
    """Leave the host's network, messages and host name, where that is granted, and keep its files and process ids.

    For a process that must find a device and its driver's files where the host has them. Single-threaded only.
    """
    granted = Granted()
    child = os.fork()  # some hosts grant a user namespace and then refuse to fill it: one does not come back from there
    if child == 0:
        try:
            _leave(Granted())
        except OSError:
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        _leave(granted)
    else:
        granted.refusals.append("network, message and host name namespaces: not granted to this user")
    return granted


def _leave(granted: Granted) -> None:
    if not _unshare_one("network", _KINDS["network"], granted):
        granted.refusals.clear()
        _enter_user_namespace()
        granted.kinds.append("user")
    for kind in ("network", "message", "host name", "cgroup"):
        if kind not in granted.kinds:
            _unshare_one(kind, _KINDS[kind], granted)


def _unshare(granted: Granted) -> None:
    """Take every kind there is; raises OSError where one that is needed is refused."""
    if os.geteuid() == 0:
        _unshare_one("mount", _KINDS["mount"], granted)
    if "mount" not in granted.kinds:
        granted.refusals.clear()
        _enter_user_namespace()
        granted.kinds.append("user")
    for kind, flag in _KINDS.items():
        if kind not in granted.kinds and not _unshare_one(kind, flag, granted) and kind in NEEDED:
            raise OSError(errno.EPERM, f"without a {kind} namespace the others are not used")


def _unshare_one(kind: str, flag: int, granted: Granted) -> bool:
    try:
        kernel.syscall("unshare", flag)
    except OSError as error:
        granted.refusals.append(f"{kind} namespace: {os.strerror(error.errno or 0)}")
        return False
    granted.kinds.append(kind)
    return True


def _enter_user_namespace() -> None:
    """A user namespace in which only this user exists, as INNER_ID, and holds every capability over it."""
    user, group = os.geteuid(), os.getegid()
    kernel.syscall("unshare", CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INNER_ID} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{INNER_ID} {group} 1")


def _fork_first_process() -> None:
    """Go on as process 1 of the new namespace: when it ends, the kernel ends everything in it."""
    alive, held = os.pipe()
    child = os.fork()
    if child:
        _outlive(child, held)
    os.close(held)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.set_blocking(alive, False)
    with contextlib.suppress(BlockingIOError):
        os.read(alive, 1)  # only an end of file answers: the waiter was gone before the death signal was set
        os._exit(1)
    os.close(alive)


def _outlive(child: int, held: int) -> None:
    """Be the zygote's face to the host: hold no descriptor, end as it ends; killed, take it along."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    keep_descriptors({held})
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        with contextlib.suppress(OSError):  # SIGKILL and SIGSTOP have no handler to reset
            signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _read_facts() -> dict[Path, bytes]:
    """What torch asks about the machine; without it, it finds no vector instructions and is several times slower."""
    places = [Path(fact) for fact in _FACTS]
    places += [_CPU / fact for fact in _CPU_FACTS]
    places += [Path("/sys/devices/system/node/online")]
    places += [place for each in _EACH_CPU_FACTS for place in _CPU.glob(f"cpu[0-9]*/{each}")]
    facts = {}
    for place in places:
        with contextlib.suppress(OSError):
            facts[place] = place.read_bytes()
    return facts


def _build_root(view: View, facts: dict[Path, bytes]) -> None:
    """Pivot twice: first onto a tmpfs that keeps the host's root in reach, then onto the finished root."""
    os.umask(0o022)
    _mount(None, Path("/"), None, _MS_REC | _MS_PRIVATE)
    _mount("tmpfs", Path("/tmp"), "tmpfs", _NOSUID | _NODEV, "mode=0755")
    for name in ("old", "new"):
        Path("/tmp", name).mkdir()
    os.chdir("/tmp")
    kernel.syscall("pivot_root", b".", b"old")
    os.chdir("/")
    root = _Root(Path("/old"), Path("/new"), view)
    _mount("tmpfs", root.new, "tmpfs", _NOSUID | _NODEV, "mode=0755,size=64m,nr_inodes=64k")
    root.fill(facts)
    os.chdir(root.new)
    kernel.syscall("pivot_root", b".", b".")
    kernel.syscall("umount2", b".", _MNT_DETACH)
    os.chdir("/")


@dataclass(frozen=True)
class _Root:
    """The root under construction at `new`, from the host's files at `old`."""

    old: Path
    new: Path
    view: View

    def fill(self, facts: dict[Path, bytes]) -> None:
        for path in sorted({*self.view.roots(), *self.view.hidden}, key=lambda path: len(path.parts)):
            if path not in self.view.hidden:
                self.place(path)
            elif self._at(path).is_dir():
                _mount("tmpfs", self._at(path), "tmpfs", _NOSUID | _NODEV, "mode=0755,size=1m,nr_inodes=4k")
        for path, content in facts.items():
            self._at(path).parent.mkdir(parents=True, exist_ok=True)
            self._at(path).write_bytes(content)
        self._at(FOLDER).mkdir(parents=True)
        if not self._at(Path("/tmp")).exists():  # unless the view itself lies there
            self._at(Path("/tmp")).symlink_to("cell/folder")
        devices = list(self._device_points())
        _set_attributes(self.new, _RDONLY | _NOSUID | _NODEV, recursive=True)
        for source, target in devices:
            _mount(str(source), target, None, _MS_BIND)
            _set_attributes(target, _RDONLY | _NOSUID | _NOEXEC)

    def place(self, path: Path) -> None:
        """Show `path` at the same place, read-only in the end; a link on the way is made again and followed."""
        here = Path("/")
        for part in path.parts[1:]:
            here /= part
            if self._from(here).is_symlink():
                self._link(here, path.relative_to(here))
                return
        source, target = self._from(path), self._at(path)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
        _mount(str(source), target, None, _MS_BIND | _MS_REC)

    def _link(self, link: Path, rest: Path) -> None:
        aim = self._from(link).readlink()
        if not os.path.lexists(self._at(link)):
            self._at(link).parent.mkdir(parents=True, exist_ok=True)
            self._at(link).symlink_to(aim)
        onward = Path(os.path.normpath(link.parent / aim / rest))
        if not self.view.covers(onward):
            self.place(onward)

    def _device_points(self) -> Iterable[tuple[Path, Path]]:
        folder = self._at(Path("/dev"))
        folder.mkdir()
        (folder / "shm").symlink_to("../cell/folder")
        for name in _DEVICES:
            (folder / name).touch()
            yield self._from(Path("/dev", name)), folder / name

    def _from(self, path: Path) -> Path:
        return self.old / path.relative_to("/")

    def _at(self, path: Path) -> Path:
        return self.new / path.relative_to("/")


def own_folder(options: bytes) -> None:
    """In a cell: mount an empty folder that only this cell sees, and work in it; it goes when the cell goes."""
    kernel.syscall("unshare", CLONE_NEWNS)
    kernel.syscall("mount", b"tmpfs", os.fsencode(FOLDER), b"tmpfs", _NOSUID | _NODEV | _NOEXEC, options)
    os.chdir(FOLDER)


def _mount(source: str | None, target: Path, kind: str | None, flags: int, options: str = "") -> None:
    encoded = (os.fsencode(source) if source else None, os.fsencode(target), kind.encode() if kind else None)
    kernel.syscall("mount", *encoded, flags, options.encode())


class _Attributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "user_namespace")]


def _set_attributes(target: Path, attributes: int, recursive: bool = False) -> None:
    wanted = _Attributes(attributes, 0, 0, 0)
    depth = _AT_RECURSIVE if recursive else 0
    size = ctypes.sizeof(wanted)
    kernel.syscall("mount_setattr", _AT_FDCWD, os.fsencode(target), depth, ctypes.byref(wanted), size)
