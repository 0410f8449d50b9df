"""The tables of system call numbers, held against the kernel's own headers where they are installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runner.sandbox.policy import KILLED, cell_policy
from runner.sandbox.syscalls import ARM64, X86_64

X86_HEADERS = [Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm/unistd_64.h")]
GENERIC_HEADER = Path("/usr/include/asm-generic/unistd.h")
DEFINITION = re.compile(r"^#define\s+__NR(3264)?_(\w+)\s+(\d+)", re.MULTILINE)
# What the generic header names otherwise on a 64-bit system, or what arm64 takes from a choice of two.
RENAMED = {"fstatat": "newfstatat", "sync_file_range2": "sync_file_range"}
NO_CALLS = {"arch_specific_syscall", "syscalls"}


def defined(header: Path) -> dict[str, int]:
    return {name: int(number) for _, name, number in DEFINITION.findall(header.read_text())}


def test_x86_64_numbers_are_the_kernels():
    header = next((path for path in X86_HEADERS if path.exists()), None)
    if header is None:
        pytest.skip("the kernel's headers are not installed")
    theirs = defined(header)
    assert {name: X86_64.numbers.get(name) for name in theirs} == theirs


def test_arm64_numbers_are_the_kernels():
    if not GENERIC_HEADER.exists():
        pytest.skip("the kernel's headers are not installed")
    only_on_32_bit = re.compile(r"64$")
    theirs = {
        RENAMED.get(name, name): number
        for name, number in defined(GENERIC_HEADER).items()
        if name not in NO_CALLS and not (number in range(403, 424) and (only_on_32_bit.search(name)))
    }
    assert {name: ARM64.numbers.get(name) for name in theirs} == theirs


@pytest.mark.parametrize("machine", [X86_64, ARM64])
def test_no_number_is_given_twice(machine):
    assert len(set(machine.numbers.values())) == len(machine.numbers)


def test_the_policy_names_only_calls_that_exist():
    known = set(X86_64.numbers) | set(ARM64.numbers)
    assert set(cell_policy(own_root=False, landlock_truncates=False)) <= known
    assert set(cell_policy(own_root=True, landlock_truncates=True)) <= known


def test_no_call_is_both_allowed_and_killed():
    policy = cell_policy(own_root=True, landlock_truncates=True)
    assert {name for name in KILLED.split() if policy[name] != 0x80000000} == set()
