"""The wall around a cell: all layers, in their order.

A zygote calls `Lockdown.enter` once. Every child it forks calls `seal_cell` before it looks at a byte that is not
ours, and `limit_job` when it knows its job. What the machine did not grant stands in `missing`, in words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from runner.sandbox import cgroups, kernel, landlock, namespaces, privileges, rlimits, seccomp
from runner.sandbox.namespaces import Granted
from runner.sandbox.policy import cell_policy
from runner.sandbox.view import View, view_for

__all__ = ["Level", "Lockdown", "View", "view_for"]

FOLDER_BYTES = 64 * rlimits.MEGABYTE
FOLDER_FILES = 1024
# Where the cell shares its user with other programs, their threads count too and come and go.
OTHERS_THREADS = 1024
_MACHINE_FACTS = ("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/sys/devices/system/node")


class Level(StrEnum):
    """STRICT: namespaces, Landlock, seccomp, rlimits. STANDARD: the same without namespaces. NONE: less."""

    STRICT = "strict"
    STANDARD = "standard"
    NONE = "none"


def grants_for(view: View) -> list[tuple[Iterable[Path], int]]:
    """What every cell may open, whatever its host grants: paths and Landlock's rights on them."""
    devices = [Path("/dev", name) for name in ("zero", "full", "random", "urandom")]
    return [
        (view.trees(), landlock.READ),
        (view.listable, landlock.READ_DIR),
        (map(Path, _MACHINE_FACTS), landlock.READ),
        (devices, landlock.READ_FILE),
        ([Path("/dev/null")], landlock.READ_FILE | landlock.WRITE_FILE | landlock.TRUNCATE),
    ]


class Lockdown:
    """The layers this machine grants. `namespaces=False` leaves those out, as a host that refuses them would."""

    def __init__(self, view: View, namespaces: bool = True) -> None:
        self.view = view
        self.level = Level.NONE
        self.layers: list[str] = []
        self.missing: list[str] = []
        self._with_namespaces = namespaces
        self._granted = Granted()
        self._own_users = False
        self._zygote = 0
        self._proc = -1
        self._landlock = 0
        self._rules = -1
        self._install_filter: Callable[[int], None] | None = None
        self._present: tuple[int, int] | None = None

    def enter(self) -> None:
        """Lock the zygote itself away and prepare what its cells will need. Single-threaded, once.

        May return in a forked child: the caller's process then only waits for that child, ends as it ends, and takes
        it along when it is killed. The zygote dies with the thread that started it. torch may be imported before or
        after; before costs the waiting process its memory.
        """
        parent = os.getppid()
        privileges.clear_environment()
        self.layers.append("resource limits")
        if rlimits.LINUX:
            privileges.die_with(parent)
            self._enter_group(parent)
            self._proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self._enter_namespaces()
            self._prepare_users()
            self._prepare_landlock()
            self._prepare_seccomp()
            privileges.be_opaque()
        else:
            self.missing.append("Landlock, seccomp and namespaces: this system is not Linux")
        self._zygote = os.getpid()
        self.level = self._reached()

    def _enter_group(self, judge: int) -> None:
        held, refusal = cgroups.enter(judge)
        self.layers += [held] if held else []
        self.missing += [refusal] if refusal else []

    def _enter_namespaces(self) -> None:
        if not self._with_namespaces:
            self.missing.append("namespaces: switched off")
            return
        granted = namespaces.try_out(self.view)
        self.missing += granted.refusals
        if not granted.complete:
            return
        self._own_users = privileges.may_become_others() and "user" not in granted.kinds
        namespaces.enter(self.view)
        namespaces.own_folder(self._folder_options())
        # Set for the zygote too: what it remembers as the place for temporary files must be right in its cells.
        os.environ["TMPDIR"] = str(namespaces.FOLDER)
        self._granted = granted
        self.layers += [f"{kind} namespace" for kind in granted.kinds]
        self.layers.append("file system of its own")

    def _prepare_users(self) -> None:
        """A user for each slot, where the host is root and strangers may read what a cell must."""
        if privileges.shrink_bounding_set():
            self.layers.append("empty capability bounding set")
        if not self._granted.complete:
            self._own_users = privileges.may_become_others()
        if not self._own_users:
            return
        closed = [p for p in self.view.roots() if not privileges.open_to_others(p, not self._granted.complete)]
        self._own_users = not closed
        if closed:
            why = f"other users may not read {closed[0]}"
            self.missing.append(f"a user for each cell: {why}; cells are root without its rights, threads uncounted")
        else:
            self.layers.append("a user for each cell")

    def _prepare_landlock(self) -> None:
        self._landlock = landlock.version()
        if not self._landlock:
            self.missing.append("Landlock: this kernel lacks it or has it switched off")
            return
        self._rules = landlock.ruleset(self._landlock)
        for paths, rights in self._grants():
            landlock.grant(self._rules, paths, rights, self._landlock)
        self.layers.append(f"Landlock {self._landlock}")
        self.missing += [f"Landlock over {words}" for words in landlock.gaps(self._landlock)]

    def _grants(self) -> list[tuple[Iterable[Path], int]]:
        grants = grants_for(self.view)
        if self._granted.complete:
            grants += [([Path("/")], landlock.READ_DIR), ([namespaces.FOLDERS], landlock.KEEP)]
        return grants

    def _prepare_seccomp(self) -> None:
        if kernel.MACHINE is None or not seccomp.available():
            self.missing.append("seccomp: not in this kernel, or no table of calls for this processor")
            return
        policy = cell_policy(self._granted.complete, self._landlock >= landlock.TRUNCATION_SINCE)
        self._install_filter = seccomp.prepare(seccomp.assemble(policy, kernel.MACHINE))
        self.layers.append("seccomp")

    def _reached(self) -> Level:
        if not self._landlock or self._install_filter is None:
            return Level.NONE
        return Level.STRICT if self._granted.complete else Level.STANDARD

    def seal_cell(self, slot: int, keep_fds: set[int]) -> None:
        """Put every layer on the calling process, a fresh child of the zygote; only `keep_fds` stay open.

        An OSError means that the wall is not whole: the child must exit at once.
        """
        kept = {number for number in keep_fds if number >= 0}
        if self._proc >= 0:
            self._present = rlimits.present_size(self._proc)
        threads = self._thread_limit()
        privileges.keep_descriptors(kept | ({self._rules} if self._rules >= 0 else set()))
        os.setsid()
        user = privileges.FIRST_UID + slot
        if self._granted.complete:
            namespaces.own_folder(self._folder_options(user if self._own_users else None))
        else:
            os.chdir("/")
        if self._own_users:
            privileges.become(user)
        elif self._granted.users_nest:
            kernel.syscall("unshare", namespaces.CLONE_NEWUSER)
        rlimits.start_small(threads)
        if kernel.MACHINE is not None:
            self._close_the_door()

    def _thread_limit(self) -> int:
        if self._own_users or self._granted.users_nest:
            return rlimits.THREADS
        return OTHERS_THREADS + (rlimits.tasks_on_host(self._proc) if self._proc >= 0 else 0)

    def _folder_options(self, user: int | None = None) -> bytes:
        owner = "" if user is None else f",uid={user},gid={user}"
        return f"mode=0700,size={FOLDER_BYTES},nr_inodes={FOLDER_FILES}{owner}".encode()

    def _close_the_door(self) -> None:
        privileges.drop_capabilities()
        privileges.be_opaque()
        privileges.die_with(self._zygote)
        privileges.gain_nothing()
        if self._rules >= 0:
            landlock.restrict(self._rules, self._landlock)
            os.close(self._rules)
        if self._install_filter is not None:
            self._install_filter(os.getpid())

    def limit_job(self, memory_bytes: int, cpu_seconds: int) -> None:
        """In a sealed cell: at most so much memory beyond what it has now, and so much processor time."""
        rlimits.limit_job(self._present, memory_bytes, cpu_seconds)
