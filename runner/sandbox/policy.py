"""Which system calls a sealed cell may make, and what it is told about the others.

Three answers. ALLOW: what Python, NumPy and torch on the CPU need to compute, read their files and run threads.
An error: what a learner may try in good faith (a socket, a new process) and should read about. KILL: what no
honest program here calls, because it is only good for leaving the cell or attacking the kernel.
"""

from __future__ import annotations

import errno
from collections.abc import Collection
from dataclasses import dataclass

ALLOW = 0x7FFF0000
KILL = 0x80000000
LOW = 0xFFFFFFFF


def refuse(code: int = errno.EPERM) -> int:
    """The answer that makes a call fail with `code` in errno."""
    return 0x00050000 | code


@dataclass(frozen=True)
class Word:
    """True if one half of an argument, masked, equals `value`; a value of None means the cell's own process id.

    Most arguments are ints to the kernel, which then looks at the low half only, and so do we.
    """

    argument: int
    value: int | None
    mask: int = LOW
    high: bool = False


@dataclass(frozen=True)
class Checked:
    """Allowed if every word of one alternative is true, else answered with `otherwise`."""

    alternatives: tuple[tuple[Word, ...], ...]
    otherwise: int = refuse()


Answer = int | Checked
Policy = dict[str, Answer]


def one_of(argument: int, values: tuple[int, ...]) -> Checked:
    return Checked(tuple((Word(argument, value),) for value in values))


def _only(*words: Word) -> Checked:
    return Checked((words,))


def _null(argument: int) -> tuple[Word, Word]:
    return Word(argument, 0), Word(argument, 0, high=True)


ALLOWED = """
read write close fstat lseek mprotect munmap brk mremap msync
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 sendfile copy_file_range
stat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat statfs fstatfs
open openat getdents getdents64 getcwd chdir fchdir umask
mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat
ftruncate truncate fallocate fsync fdatasync fadvise64
dup dup2 dup3 pipe pipe2 close_range
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
eventfd eventfd2 timerfd_create timerfd_settime timerfd_gettime
recvmsg recvfrom shutdown getsockname getpeername getsockopt
futex futex_waitv futex_wake futex_wait futex_requeue set_robust_list rseq membarrier set_tid_address
sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_getattr sched_rr_get_interval
sched_get_priority_max sched_get_priority_min getpriority getcpu
getpid gettid getppid getuid geteuid getgid getegid getgroups getresuid getresgid getpgrp getpgid getsid capget
getrlimit setrlimit getrusage times sysinfo uname getrandom arch_prctl
time gettimeofday clock_gettime clock_getres nanosleep clock_nanosleep pause restart_syscall
getitimer setitimer alarm timer_create timer_settime timer_gettime timer_getoverrun timer_delete
wait4 waitid exit exit_group map_shadow_stack mseal
"""

KILLED = """
ptrace process_vm_readv process_vm_writev process_madvise process_mrelease pidfd_getfd kcmp
mount umount2 pivot_root chroot fsopen fsconfig fsmount fspick move_mount open_tree open_tree_attr mount_setattr
statmount listmount name_to_handle_at open_by_handle_at fanotify_init quotactl quotactl_fd swapon swapoff
unshare setns sethostname setdomainname
bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register memfd_secret
add_key request_key keyctl landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp
lsm_set_self_attr kexec_load kexec_file_load init_module finit_module delete_module create_module
settimeofday clock_settime adjtimex clock_adjtime reboot acct syslog iopl ioperm modify_ldt vhangup
migrate_pages move_pages lookup_dcookie nfsservctl _sysctl uselib
"""

# Changes to a file's owner, mode and times: neither Landlock nor a read-only descriptor stands in their way.
METADATA = "chmod fchmod fchmodat fchmodat2 utime utimes utimensat futimesat"

# shutil.copystat treats "not supported" as "nothing to copy", and every other error as one.
UNSUPPORTED = "listxattr llistxattr flistxattr getxattr lgetxattr fgetxattr listxattrat getxattrat"

THREAD = 0x00010900  # CLONE_THREAD, CLONE_SIGHAND, CLONE_VM
# Beside those a thread may ask for CLONE_FS, FILES, SYSVSEM, IO, DETACHED, SETTLS and the three *_TID flags.
THREAD_MAY = THREAD | 0x00000600 | 0x00040000 | 0x80000000 | 0x00400000 | 0x00080000 | 0x01300000

IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX
FCNTLS = (0, 1, 2, 3, 4, 1030, 1032, 1034)  # F_DUPFD GETFD SETFD GETFL SETFL DUPFD_CLOEXEC GETPIPE_SZ GET_SEALS
# PR_GET_DUMPABLE SET_NAME GET_NAME CAPBSET_READ GET_NO_NEW_PRIVS SVE_GET_VL SME_GET_VL SET_VMA
PRCTLS = (3, 15, 16, 23, 39, 51, 64, 0x53564D41)
# NORMAL RANDOM SEQUENTIAL WILLNEED DONTNEED FREE HUGEPAGE NOHUGEPAGE DONTDUMP DODUMP COLD PAGEOUT POPULATE_* COLLAPSE
ADVICE = (0, 1, 2, 3, 4, 8, 14, 15, 16, 17, 20, 21, 22, 23, 25)
FORK_ADVICE = (10, 11)  # DONTFORK DOFORK: a driver marks the pages that a device writes to
AF_UNIX, SOCK_STREAM, SOCK_FLAGS = 1, 1, 0x80800  # SOCK_CLOEXEC, SOCK_NONBLOCK
O_TRUNC, PRIO_PROCESS, QUERY_PERSONALITY, MAP_HUGETLB = 0o1000, 0, 0xFFFFFFFF, 0x40000


def by_argument() -> Policy:
    """The calls that are judged by what they ask for."""
    ours = ((Word(0, 0),), (Word(0, None),))
    return {
        "clone": _only(Word(0, THREAD, THREAD), Word(0, 0, LOW & ~THREAD_MAY)),
        "clone3": refuse(
            errno.ENOSYS
        ),  # its flags lie in memory, where no filter sees them; the C library goes on to clone
        "kill": _only(Word(0, None)),
        "tgkill": _only(Word(0, None)),
        "ioctl": one_of(1, IOCTLS),
        "fcntl": one_of(1, FCNTLS),
        "prctl": one_of(0, PRCTLS),
        "madvise": one_of(2, ADVICE),
        "mmap": _only(Word(3, 0, MAP_HUGETLB)),  # the host's huge pages are set aside for others
        "prlimit64": Checked(ours),
        "sched_setaffinity": Checked(ours),
        "setpriority": _only(Word(0, PRIO_PROCESS), Word(1, 0)),
        # A pair reaches nobody else, an event loop wakes itself by one; without sendmsg no descriptor travels.
        "socketpair": _only(Word(0, AF_UNIX), Word(1, SOCK_STREAM, LOW & ~SOCK_FLAGS)),
        "sendto": _only(*_null(4)),
        "personality": _only(Word(0, QUERY_PERSONALITY)),
    }


def device_policy(policy: Policy, descriptors: Collection[int]) -> Policy:
    """The same for a cell that holds devices open: any ioctl on those descriptors, on others the usual few.

    A filter sees no further than the request's number, and a driver's requests are many: all of them are its to answer.
    """
    controls = tuple((Word(0, number),) for number in sorted(descriptors))
    usual = one_of(1, IOCTLS)
    advice = one_of(2, (*ADVICE, *FORK_ADVICE))
    return {**policy, "ioctl": Checked(controls + usual.alternatives), "madvise": advice}


def cell_policy(own_root: bool, landlock_truncates: bool) -> Policy:
    """The answers for a cell; any name that is not in the result is refused with EPERM.

    `own_root`: the cell sees only read-only mounts and its own folder, so changing a file's mode reaches nobody
    else's. `landlock_truncates`: Landlock (from its third version) guards O_TRUNC and truncate.
    """
    policy: Policy = dict.fromkeys(ALLOWED.split(), ALLOW)
    policy |= dict.fromkeys(KILLED.split(), KILL)
    policy |= dict.fromkeys(UNSUPPORTED.split(), refuse(errno.EOPNOTSUPP))
    policy |= by_argument()
    if own_root:
        policy |= dict.fromkeys(METADATA.split(), ALLOW)
    elif not landlock_truncates:
        policy |= {"truncate": refuse(), "open": _only(Word(1, 0, O_TRUNC)), "openat": _only(Word(2, 0, O_TRUNC))}
    return policy
