"""The same judge on a CUDA device: run where there is one."""

import json
import os
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from runner.config import chosen_gpu
from runner.contract import Ending, Job
from runner.grade import grade
from runner.lab import load_catalog
from runner.sandbox.gpu import GpuError, find_gpu, read_memory
from runner.sandbox.nursery import Nursery
from runner.sandbox.pool import Pool

ROOT = Path(__file__).resolve().parents[2]
LABS = {slug: lab for slug, lab in load_catalog(ROOT / "labs/catalog").items() if "cuda" in lab.devices}
MISTAKES = [(slug, name) for slug, lab in LABS.items() for name in lab.misconceptions]
MHA = "multi-head-attention"
pytestmark = [pytest.mark.gpu, pytest.mark.slow]


@pytest.fixture(scope="module")
def gpu():
    """The GPU that a runner here would use, looked for in a process of its own."""
    try:
        return find_gpu(chosen_gpu(os.environ))
    except GpuError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def pool(gpu):
    with closing(Pool(nursery=Nursery("cuda", ahead=2, gpu=gpu))) as made:
        made.warm()
        yield made


@pytest.fixture
def judge(pool):
    def run(slug, source, **limits):
        lab = LABS[slug]
        lab = replace(lab, limits=replace(lab.limits, **limits))
        return grade(Job(1, "token", slug, source, "cuda"), lab, pool)

    return run


@pytest.fixture
def honest(judge):
    """After a test: the device still judges, in a fresh process."""
    yield
    assert judge(MHA, LABS[MHA].reference).ending is Ending.PASSED


def calling(lines):
    """Multi-head attention's reference, which runs these lines first whenever it is called, on the input `query`."""
    head, line, rest = LABS[MHA].reference.partition("    def forward(")
    signature, _, body = rest.partition(":\n")
    return head + line + signature + ":\n" + textwrap.indent(textwrap.dedent(lines), " " * 8) + "\n" + body


def ctypes_allocation(megabytes):
    """Device memory taken past torch's allocator, through the driver's own library."""
    return f"""
        import ctypes, time
        driver, place = ctypes.CDLL("libcuda.so.1"), ctypes.c_uint64()
        assert driver.cuMemAlloc_v2(ctypes.byref(place), ctypes.c_size_t({megabytes} << 20)) == 0
        time.sleep(8)
    """


@pytest.mark.parametrize("slug", LABS)
def test_the_reference_passes(judge, slug):
    verdict = judge(slug, LABS[slug].reference)
    assert (verdict.ending, verdict.message) == (Ending.PASSED, "")


@pytest.mark.parametrize(("slug", "name"), MISTAKES)
def test_a_misconception_fails_and_no_other_is_named(judge, slug, name):
    verdict = judge(slug, LABS[slug].misconceptions[name])
    assert verdict.ending in (Ending.FAILED, Ending.RAISED)
    assert verdict.diagnosis is None or verdict.diagnosis.name == name


def test_the_named_misconception_is_diagnosed(judge):
    verdict = judge(MHA, LABS[MHA].misconceptions["not-scaled"])
    assert verdict.diagnosis is not None and verdict.diagnosis.name == "not-scaled"


def test_the_wall_stands_and_the_device_is_not_opened_again(pool):
    nursery = pool.nursery
    nursery.wait_ready()
    assert nursery.level == "standard", nursery.missing


@pytest.mark.usefixtures("honest")
def test_a_devices_late_error_has_raised(judge):
    source = calling("import torch\ntorch.arange(4, device='cuda')[torch.tensor([10**6], device='cuda')]")
    verdict = judge(MHA, source)
    assert verdict.ending is Ending.RAISED
    assert "CUDA error" in verdict.message or "assert" in verdict.message


@pytest.mark.usefixtures("honest")
def test_more_device_memory_than_the_limit_is_out_of_memory(judge):
    verdict = judge(MHA, calling("import torch\ntorch.ones(8 << 30, dtype=torch.uint8, device='cuda')"))
    assert verdict.ending is Ending.OUT_OF_MEMORY


@pytest.mark.usefixtures("honest")
def test_device_memory_past_the_allocator_is_watched(judge, gpu):
    if read_memory(gpu) is None:
        pytest.skip("neither pynvml nor nvidia-smi answers here")
    verdict = judge(MHA, calling(ctypes_allocation(4096)), seconds=20.0)
    assert (verdict.ending, "on the GPU" in verdict.message) == (Ending.OUT_OF_MEMORY, True), verdict.message


@pytest.mark.usefixtures("honest")
def test_host_memory_is_watched(judge):
    verdict = judge(MHA, calling("held = []\nwhile True:\n    held.append(bytearray(b'x') * 2**20)"))
    assert verdict.ending is Ending.OUT_OF_MEMORY


@pytest.mark.usefixtures("honest")
def test_a_kernel_that_does_not_end_in_time_is_ended(judge):
    source = calling("import torch\nx = torch.ones(4096, 4096, device='cuda')\nwhile True:\n    x = x @ x")
    assert judge(MHA, source, seconds=3.0).ending is Ending.TIMED_OUT


@pytest.mark.usefixtures("honest")
def test_opening_the_device_again_is_refused(judge):
    verdict = judge(MHA, calling("open('/dev/nvidiactl', 'r+b')"))
    assert (verdict.ending, "PermissionError" in verdict.message) == (Ending.RAISED, True)


def test_work_in_flight_counts_on_the_judges_clock(judge):
    """A kernel is started and not waited for: the check still takes as long as the kernel."""
    source = calling("import torch\ntorch.cuda._sleep(10**9)")
    quick, slow = judge(MHA, LABS[MHA].reference), judge(MHA, source, seconds=60.0)
    assert slow.ending is Ending.PASSED
    assert sum(c.seconds for c in slow.checks) > sum(c.seconds for c in quick.checks) + 0.5


def test_how_long_from_submission_to_the_first_kernel(gpu, capsys):
    """Cold: nothing is ahead. Warm: a process waits. Printed, since the figures belong to the machine."""
    lab, figures = LABS[MHA], {}
    start = time.perf_counter()
    with closing(Pool(nursery=Nursery("cuda", ahead=2, gpu=gpu))) as pool:
        for kind in ("cold", "warm"):
            first = []
            if kind == "warm":
                assert pool.canary() == ""
                pool.nursery._waiting[0].problem(120)
                start = time.perf_counter()
            verdict = grade(
                Job(1, "token", lab.slug, lab.reference, "cuda"),
                lab,
                pool,
                emit=lambda event, first=first: first.append((event.data.get("name"), time.perf_counter())),
            )
            assert verdict.ending is Ending.PASSED
            figures[kind] = {
                "first_check_seconds": next(at for name, at in first if name not in (None, "loads")) - start,
                "verdict_seconds": time.perf_counter() - start,
            }
    with capsys.disabled():
        print("\n" + json.dumps({"gpu": gpu.name, "python": sys.version.split()[0], **figures}, indent=2))
    assert figures["warm"]["first_check_seconds"] < figures["cold"]["first_check_seconds"]


def test_the_runner_alone_sees_its_one_gpu(gpu):
    script = "import torch; print(torch.cuda.device_count())"
    environment = {**os.environ, **gpu.environment()}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
