"""Cells that are processes of their own, as a GPU needs them: the same processes for real, on the processor."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from runner.config import Config
from runner.contract import Ending, Job
from runner.grade import grade
from runner.sandbox.gpu import GpuError, find_gpu, parse_reading
from runner.sandbox.nursery import Nursery
from runner.sandbox.pool import Pool
from runner.sandbox.watch import host_memory
from runner.station import Station

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="one-shot cells need Linux"),
]


@pytest.fixture(scope="module")
def pool():
    with closing(Pool(nursery=Nursery("cpu", ahead=2))) as made:
        made.warm()
        yield made


@pytest.fixture(scope="module")
def lab(catalog):
    return catalog["multi-head-attention"]


@pytest.fixture
def judge(pool, lab):
    def run(source, **options):
        return grade(Job(1, "token", lab.slug, source), lab, pool, **options)

    return run


def calling(lab, lines):
    """The lab's reference, which runs these lines first whenever its module is called."""
    assert "def forward" in lab.reference
    head, line, rest = lab.reference.partition("    def forward(")
    signature, colon, body = rest.partition(":\n")
    return head + line + signature + colon + textwrap.indent(textwrap.dedent(lines), " " * 8) + "\n" + body


def ids(nursery):
    return {process.process.pid for process in nursery._waiting}


def test_the_reference_passes(judge, lab):
    verdict = judge(lab.reference)
    assert (verdict.ending, verdict.message) == (Ending.PASSED, "")


def test_a_misconception_is_diagnosed_in_few_processes(judge, lab, pool):
    before = next(pool.nursery._names)
    verdict = judge(lab.misconceptions["not-scaled"])
    assert (verdict.ending, verdict.diagnosis.name) == (Ending.FAILED, "not-scaled")
    assert next(pool.nursery._names) - before < 7 < len(lab.misconceptions)


def test_each_cell_is_another_process_and_is_replaced(pool):
    nursery = pool.nursery
    assert nursery.canary() == ""
    cell = pool.take("torch")
    taken = cell.process.process.pid
    assert taken not in ids(nursery)
    cell.close()
    assert cell.death().signal == signal.SIGKILL
    assert nursery.canary() == ""
    assert len(ids(nursery)) == nursery.ahead
    assert not Path(f"/proc/{taken}").exists()


def test_one_that_waits_and_is_killed_is_passed_over(pool):
    first = pool.nursery._waiting[0]
    assert first.problem(60) == ""
    os.kill(first.process.pid, signal.SIGKILL)
    first.wait(10)
    with closing(pool.take("torch")) as cell:
        assert cell.process is not first


def test_the_wall_stands_in_every_one(pool):
    nursery = pool.nursery
    nursery.wait_ready()
    assert nursery.level == "standard"
    assert {"seccomp", "resource limits"} <= set(nursery.layers)
    assert any(layer.startswith("Landlock") for layer in nursery.layers)
    status = Path(f"/proc/{nursery._waiting[0].process.pid}/status").read_text()
    assert "NoNewPrivs:\t1" in status and "Seccomp:\t2" in status and "CapEff:\t0000000000000000" in status


@pytest.mark.parametrize(
    ("lines", "ending", "words"),
    [
        ("import os; os._exit(3)", Ending.CRASHED, "exit status 3"),
        ("import ctypes; ctypes.string_at(0)", Ending.CRASHED, "SIGSEGV"),
        ("import ctypes; ctypes.CDLL(None).unshare(0)", Ending.CRASHED, "SIGSYS"),
        ("open('/etc/passwd')", Ending.RAISED, "PermissionError"),
        ("import socket; socket.socket()", Ending.RAISED, "PermissionError"),
        ("import torch; raise torch.OutOfMemoryError('CUDA out of memory')", Ending.OUT_OF_MEMORY, "limit is 512 MB"),
        ("held = []\nwhile True:\n    held.append(bytearray(b'x') * 2**20)", Ending.OUT_OF_MEMORY, "limit is 512 MB"),
    ],
)
def test_endings_are_told_apart(judge, lab, lines, ending, words):
    verdict = judge(calling(lab, lines))
    assert (verdict.ending, words in verdict.message) == (ending, True), verdict.message


def test_a_loop_is_ended_on_the_judges_clock(judge, lab, pool):
    short = replace(lab, limits=replace(lab.limits, seconds=1.0))
    verdict = grade(Job(1, "token", lab.slug, calling(lab, "while True: pass")), short, pool)
    assert verdict.ending is Ending.TIMED_OUT


def test_after_all_that_an_honest_one_passes_and_nothing_is_left(judge, lab, pool):
    assert judge(lab.reference).ending is Ending.PASSED
    assert pool.canary() == ""
    with pool.nursery._changed:
        assert pool.nursery._changed.wait_for(lambda: not pool.nursery._given, 10)


def test_a_stopped_nursery_leaves_no_process():
    nursery = Nursery("cpu", ahead=1)
    (process,) = nursery._waiting
    nursery.stop()
    assert not Path(f"/proc/{process.process.pid}").exists()
    assert not nursery._waiting


def test_a_device_that_is_not_there_is_a_problem_and_not_a_hang():
    with closing(Pool(nursery=Nursery("no-such-device", ahead=1))) as pool:
        assert pool.canary().startswith("a fresh cell ended with signal 0 or status 70")


def test_a_runner_whose_canary_fails_says_so_and_takes_no_job_until_it_leaves(redis_server):
    station = Station(Config(redis_server, ROOT / "labs/catalog", name="canary"))
    station.pool = Pool(nursery=Nursery("no-such-device", ahead=1))
    waiting = threading.Thread(target=station.get_ready)
    waiting.start()
    try:
        deadline = time.monotonic() + 60
        while not station.problem and time.monotonic() < deadline:
            waiting.join(0.05)
        assert station.pulse()["problem"].startswith("a fresh cell ended with")
        assert waiting.is_alive()
    finally:
        station.leave()
        waiting.join(10)
        station.close()
    assert not waiting.is_alive()


def test_a_runner_whose_canary_sings_takes_the_next_job(pool, redis_server):
    station = Station(Config(redis_server, ROOT / "labs/catalog", name="canary"))
    station.pool = pool
    station.get_ready()
    assert station.pulse()["problem"] == ""


def test_the_filter_reaches_threads_that_were_there_before_it():
    """A driver's threads are: on the processor the same is shown with one of our own."""
    script = """
        import json, os, socket, sys, threading
        from runner.sandbox.late import LateWall
        from runner.sandbox.view import view_for
        wall, go, found = LateWall(view_for("torch")), threading.Event(), []
        wall.prepare()
        def later():
            go.wait()
            try:
                found.append(socket.socket().fileno())
            except OSError as error:
                found.append(error.errno)
        thread = threading.Thread(target=later)
        thread.start()
        wall.seal({0, 1, 2})
        wall.try_out()
        go.set()
        thread.join()
        print(json.dumps([wall.level, found]))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == ["standard", [1]]


def test_controls_are_for_the_devices_own_descriptors():
    """The device's driver answers on its own descriptor (ENOTTY of /dev/null here); elsewhere the filter does."""
    script = """
        import fcntl, json, os
        from runner.sandbox import kernel, privileges, seccomp
        from runner.sandbox.policy import cell_policy, device_policy
        own, other, found = os.open("/dev/null", os.O_RDWR), os.open("/dev/null", os.O_RDWR), []
        privileges.gain_nothing()
        seccomp.prepare(seccomp.assemble(device_policy(cell_policy(False, True), [own]), kernel.MACHINE))(os.getpid())
        for descriptor in (own, other):
            try:
                fcntl.ioctl(descriptor, 0xC020462A)
            except OSError as error:
                found.append(error.errno)
        print(json.dumps(found))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [25, 1]


def test_host_memory_counts_the_tree():
    script = "held = bytearray(b'x') * (64 << 20); print(flush=True); input()"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {script!r}])"
    with subprocess.Popen([sys.executable, "-c", nested], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert host_memory(process.pid) > 64 << 20
        process.communicate(b"\n")
    assert host_memory(process.pid) == 0


def test_the_drivers_table_is_read():
    reading = parse_reading("1834\n", "4242, 512\n4243, [N/A]\n")
    assert (reading.total, reading.by_process) == (1834 << 20, {4242: 512 << 20})
    assert reading.of(1) is None


def test_a_gpu_that_is_not_there_is_refused_with_a_sentence():
    with pytest.raises(GpuError, match=r"^This runner is to use GPU 99, and there is none that torch can use: "):
        find_gpu("99")
