"""A policy on system calls, assembled into a classic BPF program and given to the kernel.

The program checks the processor first, then finds the call's number by bisection, then looks at arguments where
the policy asks for it. It is assembled once; a cell only writes its own process id into it and installs it.
Source: the kernel's Documentation/userspace-api/seccomp_filter.rst and linux/filter.h.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from runner.sandbox import kernel
from runner.sandbox.policy import ALLOW, KILL, LOW, Answer, Checked, Policy, Word, refuse
from runner.sandbox.syscalls import X86_64, Machine

# Offsets in struct seccomp_data.
_NUMBER, _AUDIT, _ARGUMENTS = 0, 4, 16
# Codes of struct sock_filter: class, size or operation, and operand.
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_JUMP, _IF_EQUAL, _IF_AT_LEAST = 0x05, 0x15, 0x35
_INSTRUCTION = struct.Struct("=HBBI")
_X32 = 0x40000000
_SET_MODE_FILTER = 1
_EVERY_THREAD = 1


class _Fprog(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


@dataclass
class _Assembler:
    """Instructions, written in order; a jump forward is a list of places that are patched when its target comes."""

    code: list[tuple[int, int, int, int]] = field(default_factory=list)
    own_pid: list[int] = field(default_factory=list)

    def put(self, operation: int, operand: int, if_true: int = 0, if_false: int = 0) -> int:
        self.code.append((operation, if_true, if_false, operand))
        return len(self.code) - 1

    def answer(self, action: int) -> None:
        self.put(_RETURN, action)

    def land(self, jumps: list[int]) -> None:
        """Make each of these unconditional jumps lead to the next instruction."""
        for place in jumps:
            self.code[place] = (_JUMP, 0, 0, len(self.code) - place - 1)

    def jump_unless(self, operation: int, operand: int) -> int:
        """Go on with the next instruction if the comparison holds; return the jump taken if it does not."""
        self.put(operation, operand, if_true=1, if_false=0)
        return self.put(_JUMP, 0)

    def word(self, word: Word) -> int:
        """Compare one word of an argument; return the jump taken where it differs."""
        self.put(_LOAD, _ARGUMENTS + 8 * word.argument + 4 * word.high)
        if word.mask != LOW:
            self.put(_AND, word.mask)
        if word.value is None:
            self.own_pid.append(len(self.code))
        return self.jump_unless(_IF_EQUAL, word.value or 0)

    def decide(self, answer: Answer) -> None:
        """The end of the walk for one call: its answer, after a look at its arguments where it depends on them."""
        if not isinstance(answer, Checked):
            self.answer(answer)
            return
        for alternative in answer.alternatives:
            misses = [self.word(word) for word in alternative]
            self.answer(ALLOW)
            self.land(misses)
        self.answer(answer.otherwise)

    def bisect(self, spans: list[tuple[int, Answer]]) -> None:
        """Find the span that holds the number in the accumulator; each span reaches to the next one's start."""
        if len(spans) == 1:
            self.decide(spans[0][1])
            return
        middle = len(spans) // 2
        below = self.jump_unless(_IF_AT_LEAST, spans[middle][0])
        self.bisect(spans[middle:])
        self.land([below])
        self.bisect(spans[:middle])


def spans_of(policy: Policy, machine: Machine) -> list[tuple[int, Answer]]:
    """The policy as (first number, answer), ascending, neighbours of one answer joined.

    A call we know but do not name is refused; a number we do not know answers ENOSYS, as an older kernel would.
    """
    known = {number: policy.get(name, refuse()) for name, number in machine.numbers.items()}
    spans: list[tuple[int, Answer]] = []
    for number in range(max(known) + 2):
        answer = known.get(number, refuse(errno.ENOSYS))
        if not spans or spans[-1][1] != answer:
            spans.append((number, answer))
    return spans


@dataclass(frozen=True)
class Program:
    """An assembled filter and the places in it where the installing process's id belongs."""

    instructions: bytes
    own_pid: tuple[int, ...]

    def for_process(self, pid: int) -> bytearray:
        patched = bytearray(self.instructions)
        for place in self.own_pid:
            struct.pack_into("=I", patched, place * _INSTRUCTION.size + 4, pid)
        return patched


def assemble(policy: Policy, machine: Machine) -> Program:
    """The program for one processor. A foreign processor's entry, or x32's, ends the process."""
    assembler = _Assembler()
    assembler.put(_LOAD, _AUDIT)
    foreign = assembler.jump_unless(_IF_EQUAL, machine.audit)
    native = assembler.put(_JUMP, 0)
    assembler.land([foreign])
    assembler.answer(KILL)
    assembler.land([native])
    assembler.put(_LOAD, _NUMBER)
    spans = spans_of(policy, machine)
    assembler.bisect([*spans, (_X32, KILL)] if machine is X86_64 else spans)
    return Program(b"".join(_INSTRUCTION.pack(*line) for line in assembler.code), tuple(assembler.own_pid))


def prepare(program: Program, every_thread: bool = False) -> Callable[[int], None]:
    """A function that installs the program in the calling thread for the process id it is given.

    `every_thread`: in all threads that the process has by then. Needs no_new_privs or CAP_SYS_ADMIN. It raises OSError
    where the kernel takes no filter.
    """
    length = len(program.instructions) // _INSTRUCTION.size

    def install(pid: int) -> None:
        patched = program.for_process(pid)
        buffer = (ctypes.c_char * len(patched)).from_buffer(patched)
        flags = _EVERY_THREAD if every_thread else 0
        refused = kernel.syscall(
            "seccomp", _SET_MODE_FILTER, flags, ctypes.byref(_Fprog(length, ctypes.addressof(buffer)))
        )
        if refused:
            raise OSError(errno.EBUSY, f"seccomp: thread {refused} keeps a filter of its own")

    return install


def available() -> bool:
    """Whether this kernel takes seccomp filters: it is asked whether it knows the answer that kills a process."""
    get_action_available = 2
    try:
        kernel.syscall("seccomp", get_action_available, 0, ctypes.byref(ctypes.c_uint32(KILL)))
    except OSError:
        return False
    return True
