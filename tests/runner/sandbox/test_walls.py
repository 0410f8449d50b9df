"""What a sealed cell can and cannot do, tried for real on every kind of host."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from runner.sandbox.policy import KILLED
from runner.sandbox.selftest import ATTEMPTS
from runner.sandbox.syscalls import this_machine

KILLED_HERE = sorted(set(KILLED.split()) & set(this_machine().numbers)) if this_machine() else []
OTHERS_PACKAGES = ["import torch", "import sklearn", "import django", "import pip"]
REFUSED = [
    *("parent", "everybody", "own group", "thread of another", "any thread", "queued signal", "pidfd"),
    *("vfork", "clone", "clone sharing memory", "clone with a namespace", "execveat", "spawn", "popen"),
    *("pair of datagram sockets", "sendmsg", "bind", "connect", "listen", "accept"),
    *("shared memory segment", "message queue", "semaphores", "named queue", "inotify", "flock", "record lock"),
    *("own Python", "device node", "fifo", "set user"),
    *("limits of another", "affinity of another", "priority of another", "scheduler"),
    *("dumpable again", "no death signal", "terminal input"),
]


def users_can_make_namespaces():
    unshare = shutil.which("unshare")
    nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    tried = [unshare, "--user", "--map-root-user", "--mount", "--pid", "--net", "--fork", "true"]
    return unshare is not None and subprocess.run(tried, check=False, capture_output=True, **nobody).returncode == 0


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_nothing_of_the_self_test_gets_through(host, attempt):
    came, detail = host.ended(attempt)
    assert came == "refused" or (came, detail) == ("killed", "SIGSYS")


@pytest.mark.parametrize("attempt", REFUSED)
def test_what_a_learner_may_try_in_good_faith_is_refused(host, attempt):
    assert host.ended(attempt) == ("refused", "EPERM")


@pytest.mark.parametrize("name", KILLED_HERE)
def test_a_call_that_is_only_good_for_breaking_out_ends_the_cell(host, name):
    assert host.ended(f"kill {name}") == ("killed", "SIGSYS")


def test_every_layer_is_reached_where_the_host_grants_it(hosts):
    if "root" in hosts:
        assert hosts["root"].told["level"] == "strict"
    assert hosts["user"].told["level"] == ("strict" if users_can_make_namespaces() else "standard")
    assert hosts["user without namespaces"].told["level"] == "standard"
    assert "namespaces: switched off" in hosts["user without namespaces"].told["missing"]


def test_only_the_kept_descriptors_are_left(host):
    told = host.told["descriptors"]
    assert told["kept"] in told["left"]
    assert told["other"] not in told["left"]
    assert len(told["left"]) == 5  # the standard three, the kept one, and the pipe that the answer came through


def test_a_kept_socket_still_talks(host):
    assert host.value("control socket") == 5


def test_nothing_of_the_environment_is_left_in_memory(host):
    told = host.value("environment")
    assert set(told["names"]) <= {"HOME", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "MALLOC_ARENA_MAX"}
    assert told["block"] == 0
    assert told["secret"] == ""
    assert told["posix"] <= len(told["names"])


def test_a_cell_is_nobody_and_stays_it(host):
    told = host.value("identity")
    assert told["session"]
    assert told["dumpable"] == 0
    assert told["no_new_privileges"] == 1
    assert (told["host"] == "cell") == host.strict
    assert host.ended("capabilities") == ("refused", "EPERM")


def test_each_slot_has_its_own_user_where_the_host_is_root(hosts):
    if "root" not in hosts:
        pytest.skip("only root can try what root's host does")
    users, groups, others = hosts["root"].value("identity")["ids"]
    assert users == groups == [60000] * 3
    assert others == []


@pytest.mark.parametrize("attempt", OTHERS_PACKAGES)
def test_packages_beyond_the_lab_are_out_of_reach(host, attempt):
    came, detail = host.ended(attempt)
    assert (came, detail) == ("refused", "EACCES") or "No module named" in detail


@pytest.mark.parametrize("attempt", ["settings", "a reference", "own maps", "shadow", "file outside"])
def test_files_outside_the_view_are_out_of_reach(host, attempt):
    assert host.ended(attempt) in [("refused", "EACCES"), ("refused", "ENOENT")]


def test_no_process_is_seen(host):
    assert host.ended("processes") in [("returned", []), ("refused", "EACCES")]


@pytest.mark.parametrize("attempt", ["change mode of Python", "touch Python", "rename Python"])
def test_a_cell_cannot_change_what_it_may_read(host, attempt):
    assert host.ended(attempt) in [("refused", "EROFS"), ("refused", "EPERM"), ("refused", "EACCES")]


def test_libraries_load_lazily_and_the_harness_is_there(host):
    assert host.value("modules") == [1, 3600, 4, True]
    assert host.value("harness") == 1


def test_a_cell_may_signal_itself_and_change_its_own_niceness(host):
    assert host.value("own signal") == 2
    assert host.value("nice") == os.nice(0) + 1
    assert host.ended("own affinity")[0] == "returned"
    assert host.ended("name itself")[0] == "returned"


def test_the_c_library_is_told_that_clone3_is_missing(host):
    assert host.ended("clone3") == ("refused", "ENOSYS")


def test_a_call_younger_than_our_table_is_answered_as_an_old_kernel_would(host):
    assert host.value("unknown call") == 38 - 1  # the call's -1 and ENOSYS, added up


def test_a_shell_does_not_start(host):
    assert host.value("system") >> 8 == 127


def test_the_bit_bucket_and_random_numbers_are_there(host):
    assert host.value("null") == 4
    assert host.value("random") == 8


def test_threads_are_bounded_where_they_are_counted_alone(host):
    if host.strict:
        assert 32 <= host.value("threads") <= 128
    else:
        assert host.value("threads") >= 32


def test_a_limit_stays(host):
    came, detail = host.ended("raise a limit")
    assert came == "failed"
    assert detail == "ValueError: not allowed to raise maximum limit"


def test_an_own_folder_is_bounded_in_bytes_and_files(strict_host):
    assert strict_host.value("fill the folder") == 64
    assert strict_host.value("many files") == 1023
    assert strict_host.value("keep files") == "kept"
    assert strict_host.value("file in shared memory") == 1


def test_a_folder_begins_empty_whatever_the_last_cell_left(strict_host):
    assert strict_host.value("first in the folder") == strict_host.value("second in the folder") == []


def test_without_namespaces_nothing_can_be_written(bare_host):
    for attempt in ("file in tmp", "file in shared memory", "first in the folder"):
        assert bare_host.ended(attempt) == ("refused", "EACCES")


@pytest.mark.parametrize("attempt", ["heap", "small objects"])
def test_private_memory_is_bounded(host, attempt):
    came, detail = host.ended(attempt)
    assert came == "failed"
    assert detail.startswith("MemoryError")


def test_shared_memory_counts_as_well(host):
    assert host.ended("shared map") == ("refused", "ENOMEM")


def test_the_hosts_huge_pages_are_not_touched(host):
    assert host.ended("huge pages") == ("refused", "EPERM")


def test_memory_within_the_limit_is_given(host):
    assert host.value("modest") == 100 << 20


def test_processor_time_ends_a_cell_that_ignores_the_warning(host):
    assert host.ended("spin") == ("killed", "SIGKILL")


def test_torch_trains_on_two_threads_in_a_sealed_cell(torch_host):
    assert torch_host.value("train") is True
    assert torch_host.value("two threads") == [2, True]
    assert torch_host.value("layers") == [12.0, 1, 2, 8, 5]


def test_torch_finds_the_vector_instructions_it_finds_outside(torch_host):
    import torch

    assert torch_host.value("capability") == torch.backends.cpu.get_cpu_capability()


def test_tensors_are_bounded_like_other_memory(torch_host):
    came, detail = torch_host.ended("tensor")
    assert came == "failed"
    assert "allocate" in detail


def test_torch_labs_see_what_torch_needs_and_no_more(torch_host):
    assert torch_host.value("import sympy") == "sympy"
    assert torch_host.ended("import sklearn")[0] in ("failed", "refused")
    assert torch_host.ended("import scipy")[0] in ("failed", "refused")


def test_weights_can_be_saved_where_there_is_a_folder(torch_host):
    if torch_host.strict:
        assert torch_host.value("saved") == 3.0
    else:
        assert torch_host.ended("saved")[0] == "failed"
