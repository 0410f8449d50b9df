"""The assembled filter, run by a small interpreter of classic BPF, so that both processors are tried anywhere."""

from __future__ import annotations

import errno
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.sandbox.policy import ALLOW, KILL, THREAD, Checked, Word, cell_policy, refuse
from runner.sandbox.seccomp import assemble
from runner.sandbox.syscalls import ARM64, X86_64, Machine

PID = 4321
I386 = 0x40000003
PTHREAD_CREATE = 0x3D0F00  # what the C library passes to clone for a thread
MACHINES = pytest.mark.parametrize("machine", [X86_64, ARM64], ids=["x86-64", "arm64"])
STRICT = cell_policy(own_root=True, landlock_truncates=True)
STANDARD = cell_policy(own_root=False, landlock_truncates=True)
OLD_LANDLOCK = cell_policy(own_root=False, landlock_truncates=False)


def answer(instructions: bytes, audit: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """What the program returns for a call, and proof that it ends."""
    padded = [value & (2**64 - 1) for value in (*arguments, *(0,) * 6)][:6]
    data = struct.pack("=IIQ6Q", number & 0xFFFFFFFF, audit, 0, *padded)
    lines = list(struct.iter_unpack("=HBBI", instructions))
    accumulator = place = 0
    while True:
        code, if_true, if_false, operand = lines[place]
        place += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, operand)
        elif code == 0x54:
            accumulator &= operand
        elif code == 0x05:
            place += operand
        elif code == 0x15:
            place += if_true if accumulator == operand else if_false
        elif code == 0x35:
            place += if_true if accumulator >= operand else if_false
        else:
            assert code == 0x06
            return operand


def ask(policy, machine: Machine, name: str, *arguments: int) -> int:
    program = bytes(assemble(policy, machine).for_process(PID))
    return answer(program, machine.audit, machine.numbers[name], arguments)


@MACHINES
def test_every_plain_answer_is_the_policys(machine):
    program = bytes(assemble(STRICT, machine).for_process(PID))
    for name, number in machine.numbers.items():
        expected = STRICT.get(name, refuse())
        if not isinstance(expected, Checked):
            assert answer(program, machine.audit, number) == expected, name


@MACHINES
def test_the_program_is_short_enough_for_the_kernel(machine):
    assert len(assemble(OLD_LANDLOCK, machine).instructions) // 8 <= 4096


@MACHINES
def test_another_processors_entry_kills(machine):
    program = assemble(STRICT, machine).instructions
    assert answer(program, I386, machine.numbers["getpid"]) == KILL
    assert answer(program, (ARM64 if machine is X86_64 else X86_64).audit, machine.numbers["getpid"]) == KILL


def test_x32_numbers_kill():
    program = assemble(STRICT, X86_64).instructions
    assert answer(program, X86_64.audit, 0x40000000 | X86_64.numbers["getpid"]) == KILL
    assert answer(program, X86_64.audit, -1) == KILL


@MACHINES
def test_numbers_that_are_not_known_answer_enosys(machine):
    program = assemble(STRICT, machine).instructions
    for number in (max(machine.numbers.values()) + 1, 5000):
        assert answer(program, machine.audit, number) == refuse(errno.ENOSYS)


@MACHINES
def test_clone_makes_threads_and_nothing_else(machine):
    assert ask(STRICT, machine, "clone", PTHREAD_CREATE) == ALLOW
    for flags in (0, 17, THREAD & ~0x10000, PTHREAD_CREATE | 0x10000000, PTHREAD_CREATE | 0x20000, PTHREAD_CREATE | 17):
        assert ask(STRICT, machine, "clone", flags) == refuse()
    for harmful in (0x2000, 0x4000, 0x800000, 0x1000, 0x20000000, 0x40000000):
        assert ask(STRICT, machine, "clone", PTHREAD_CREATE | harmful) == refuse()


@MACHINES
@pytest.mark.parametrize("name", ["kill", "tgkill"])
def test_signals_go_to_the_cell_itself_alone(machine, name):
    assert ask(STRICT, machine, name, PID) == ALLOW
    for other in (PID + 1, 0, 1, -1, -PID):
        assert ask(STRICT, machine, name, other) == refuse()


@MACHINES
def test_a_datagram_has_no_address(machine):
    assert ask(STRICT, machine, "sendto", 3, 0, 0, 0, 0) == ALLOW
    assert ask(STRICT, machine, "sendto", 3, 0, 0, 0, 0x7FFF0000) == refuse()
    assert ask(STRICT, machine, "sendto", 3, 0, 0, 0, 0x7FFF00000000) == refuse()


@MACHINES
def test_modes_and_times_are_kept_from_a_cell_that_sees_the_hosts_files(machine):
    for name in ("fchmod", "fchmodat", "utimensat"):
        assert ask(STRICT, machine, name) == ALLOW
        assert ask(STANDARD, machine, name) == refuse()


@MACHINES
def test_where_landlock_is_too_old_for_truncation_seccomp_refuses_it(machine):
    assert ask(STANDARD, machine, "openat", -100, 0, 0o1000) == ALLOW
    assert ask(OLD_LANDLOCK, machine, "openat", -100, 0, 0o1000) == refuse()
    assert ask(OLD_LANDLOCK, machine, "openat", -100, 0, 0o2000000) == ALLOW
    assert ask(OLD_LANDLOCK, machine, "truncate") == refuse()


@MACHINES
def test_control_calls_answer_by_what_they_ask(machine):
    assert ask(STRICT, machine, "ioctl", 1, 0x5401) == ALLOW
    assert ask(STRICT, machine, "ioctl", 1, 0x5412) == refuse()
    assert ask(STRICT, machine, "prctl", 15) == ALLOW
    assert ask(STRICT, machine, "prctl", 22) == refuse()
    assert ask(STRICT, machine, "fcntl", 1, 1033) == refuse()
    assert ask(STRICT, machine, "madvise", 0, 0, 4) == ALLOW
    assert ask(STRICT, machine, "madvise", 0, 0, 100) == refuse()
    assert ask(STRICT, machine, "prlimit64", 0) == ask(STRICT, machine, "prlimit64", PID) == ALLOW
    assert ask(STRICT, machine, "prlimit64", PID + 1) == refuse()


words = st.builds(
    Word,
    st.integers(0, 5),
    st.one_of(st.none(), st.integers(0, 3), st.just(PID)),
    st.sampled_from([0xFFFFFFFF, 0x3, 0x1000]),
    st.booleans(),
)
answers = st.one_of(
    st.sampled_from([ALLOW, KILL, refuse(), refuse(errno.ENOSYS)]),
    st.builds(Checked, st.lists(st.lists(words, max_size=3).map(tuple), max_size=3).map(tuple)),
)
policies = st.dictionaries(st.sampled_from(sorted(X86_64.numbers)), answers)
arguments = st.tuples(*[st.one_of(st.integers(0, 3), st.just(PID), st.integers(0, 2**64 - 1))] * 6)


def read(policy, name: str, values: tuple[int, ...]) -> int:
    """The policy's answer, worked out from its meaning rather than from the program."""
    wanted = policy.get(name, refuse())
    if not isinstance(wanted, Checked):
        return wanted

    def holds(word: Word) -> bool:
        half = (values[word.argument] >> (32 if word.high else 0)) & 0xFFFFFFFF
        return half & word.mask == (PID if word.value is None else word.value)

    return ALLOW if any(all(map(holds, one)) for one in wanted.alternatives) else wanted.otherwise


@given(policy=policies, name=st.sampled_from(sorted(X86_64.numbers)), values=arguments)
def test_the_program_means_what_the_policy_says(policy, name, values):
    program = bytes(assemble(policy, X86_64).for_process(PID))
    assert answer(program, X86_64.audit, X86_64.numbers[name], values) == read(policy, name, values)
