"""The wall around a process that holds a device: it is put up in two steps, since no driver's context outlives a fork.

`prepare` comes before the driver is asked for anything: fresh namespaces, no capability, and a Landlock under which the
device's nodes and its driver's facts may still be opened. `seal` comes when the context stands: a second Landlock
without them, and the filter on system calls in every thread there is. Threads that the driver started in between stay
under the first Landlock, so it grants no more than the driver needs.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from runner.sandbox import cgroups, kernel, landlock, namespaces, privileges, rlimits, seccomp
from runner.sandbox.lockdown import OTHERS_THREADS, Level, grants_for
from runner.sandbox.policy import Policy, cell_policy, device_policy
from runner.sandbox.selftest import ATTEMPTS
from runner.sandbox.view import View

FIRST_UID = privileges.FIRST_UID + 1000  # above those of forked cells
USERS = 1000
_FACTS = (
    *("/proc/self", "/proc/loadavg", "/proc/devices", "/proc/modules", "/proc/driver/nvidia", "/proc/sys", "/sys"),
)
_USE = landlock.READ_FILE | landlock.WRITE_FILE | landlock.IOCTL_DEV
# Of the self-test's attempts those that are refused: the others end the process that makes them.
TRIED = (
    *("reading the password file", "reading another process's environment", "writing outside its folder"),
    *("writing to its own Python", "opening a TCP socket", "opening a UDP socket", "opening a unix socket"),
    *("opening a netlink socket", "starting a process", "running a program", "signalling the zygote", "capabilities"),
)


class LateWall:
    """Both steps, in one process that is used once. What was not granted stands in `missing`, in words."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.level = Level.NONE
        self.layers = ["resource limits"]
        self.missing = ["a file system of its own: a driver looks for its files where the host has them"]
        self._parent = os.getppid()
        self._landlock = 0
        self._sealed = -1
        self._own_user = False
        self._nodes = sorted(str(node) for node in Path("/dev").glob("nvidia*") if node.is_char_device())

    def prepare(self) -> None:
        """Before the driver's first call, after torch is imported; single-threaded."""
        driver = {name: value for name, value in os.environ.items() if name.startswith("CUDA_")}
        privileges.clear_environment()
        os.environ.update(driver)
        privileges.die_with(self._parent)
        held, refusal = cgroups.enter(self._parent)
        self.layers += [held] if held else []
        self.missing += [refusal] if refusal else []
        granted = namespaces.leave_some()
        self.layers += [f"{kind} namespace" for kind in granted.kinds]
        self.missing += granted.refusals
        self._give_up_rights()
        self._landlock = landlock.version()
        if self._landlock:
            self._sealed = self._ruleset(grants_for(self.view))  # made now: making one looks into folders it closes
            self._restrict(self._ruleset([*grants_for(self.view), *driver_grants()]))

    def seal(self, keep: set[int]) -> None:
        """Once the driver's context stands: close the wall. An OSError means that it is not whole: exit at once."""
        kept = keep | drivers_own(keep) | ({self._sealed} if self._landlock else set())
        devices = {number for number, path in open_files() if path.startswith("/dev/nvidia")}
        threads = self._thread_limit()
        policy = device_policy(cell_policy(False, self._landlock >= landlock.TRUNCATION_SINCE), devices)
        privileges.keep_descriptors(kept)
        os.chdir("/")
        rlimits.start_small(threads)
        privileges.be_opaque()
        privileges.die_with(self._parent)
        if self._landlock:
            self._restrict(self._sealed)
            self.layers.append(f"Landlock {self._landlock}")
            self.missing += [f"Landlock over {words}" for words in landlock.gaps(self._landlock)]
        else:
            self.missing.append("Landlock: this kernel lacks it or has it switched off")
        filtered = self._filter(policy)
        self.level = Level.STANDARD if self._landlock and filtered else Level.NONE

    def try_out(self) -> None:
        """In the sealed process: what is claimed is tried, and a layer that does not hold takes the level away."""
        attempts = {name: ATTEMPTS[name] for name in TRIED}
        attempts |= {f"opening {node} again": opening(node) for node in self._nodes}
        through = [name for name, attempt in attempts.items() if not refused(attempt)]
        if through and self.level is not Level.NONE:
            self.level = Level.NONE
            self.missing.append(f"the self-test: these did not hold: {', '.join(through)}")

    def _give_up_rights(self) -> None:
        """Be a user without rights before the driver learns who asks: it may refuse one that changes later."""
        if privileges.may_become_others():
            self._own_user = all(privileges.open_to_others(path, True) for path in self.view.roots())
            if not self._own_user:
                self.missing.append("a user for each cell: other users may not read the libraries")
        if privileges.shrink_bounding_set():
            self.layers.append("empty capability bounding set")
        if self._own_user:
            privileges.become(FIRST_UID + os.getpid() % USERS)
            self.layers.append("a user for each cell")
        privileges.drop_capabilities()
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # lost with the rights, and with it the driver's look at /proc/self
        privileges.die_with(self._parent)
        privileges.gain_nothing()

    def _ruleset(self, grants: Iterable[tuple[Iterable[Path], int]]) -> int:
        rules = landlock.ruleset(self._landlock)
        for paths, rights in grants:
            landlock.grant(rules, paths, rights, self._landlock)
        return rules

    def _restrict(self, rules: int) -> None:
        landlock.restrict(rules, self._landlock)
        os.close(rules)

    def _thread_limit(self) -> int:
        if self._own_user:
            return rlimits.THREADS
        proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            return OTHERS_THREADS + rlimits.tasks_on_host(proc)
        finally:
            os.close(proc)

    def _filter(self, policy: Policy) -> bool:
        if kernel.MACHINE is None or not seccomp.available():
            self.missing.append("seccomp: not in this kernel, or no table of calls for this processor")
            return False
        seccomp.prepare(seccomp.assemble(policy, kernel.MACHINE), every_thread=True)(os.getpid())
        self.layers.append("seccomp")
        return True


def driver_grants() -> Iterator[tuple[Iterable[Path], int]]:
    """What NVIDIA's driver opens while it makes a context: its nodes, facts about the machine, its own libraries."""
    yield Path("/dev").glob("nvidia*"), _USE | landlock.READ_DIR
    yield [Path("/dev")], landlock.READ_DIR
    yield (Path(fact).resolve() for fact in _FACTS), landlock.READ
    yield driver_folders(), landlock.READ


def driver_folders() -> set[Path]:
    """Where this machine keeps the driver's library: beside it lie those that it loads later."""
    try:
        ctypes.CDLL("libcuda.so.1")
    except OSError:
        return set()
    mapped = (line.split(maxsplit=5)[-1].strip() for line in Path("/proc/self/maps").read_text().splitlines())
    return {Path(path).parent for path in mapped if "/libcuda." in path}


def open_files() -> list[tuple[int, str]]:
    """This process's descriptors and what the kernel calls them."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found.append((int(entry.name), str(entry.readlink())))
        except OSError:  # the listing's own, closed by now
            continue
    return found


def drivers_own(ours: set[int]) -> set[int]:
    """What a driver has opened and goes on using: its nodes, and pipes, events and sockets without a path."""
    return {n for n, path in open_files() if n not in ours and (path.startswith("/dev/nvidia") or path[0] != "/")}


def opening(node: str) -> Callable[[], None]:
    return lambda: os.close(os.open(node, os.O_RDWR | os.O_CLOEXEC))


def refused(attempt: Callable[[], object]) -> bool:
    """Whether the wall answers an attempt; any other error proves nothing."""
    try:
        attempt()
    except OSError:
        return True
    except Exception:
        return False
    return False
