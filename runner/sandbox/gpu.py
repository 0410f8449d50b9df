"""What the judge knows of its GPU: whether there is one, and how much of its memory each process holds."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MEGABYTE = 1 << 20
PROBE_SECONDS = 120.0
READING_SECONDS = 5.0
_PROBE = """
import json, torch
if torch.cuda.is_available():
    torch.zeros(1, device="cuda")
    gpu = torch.cuda.get_device_properties(0)
    print(json.dumps([gpu.name, gpu.total_memory // 2**20, str(getattr(gpu, "uuid", ""))]))
"""


class GpuError(RuntimeError):
    """No GPU can be used here; the sentence says why and what to do."""


@dataclass(frozen=True)
class Gpu:
    """One GPU: what CUDA_VISIBLE_DEVICES calls it, its name, its memory, the driver's own name for it."""

    visible: str
    name: str
    memory_mb: int
    uuid: str = ""

    def pulse(self) -> dict[str, Any]:
        """What a heartbeat tells of it."""
        return {"name": self.name, "memory_mb": self.memory_mb}

    def environment(self) -> dict[str, str]:
        """What a process is told so that it sees this GPU and no other, and leaves no compiled kernels behind."""
        return {"CUDA_VISIBLE_DEVICES": self.visible, "CUDA_DEVICE_ORDER": "PCI_BUS_ID", "CUDA_CACHE_DISABLE": "1"}


def find_gpu(visible: str) -> Gpu:
    """The GPU of that number or UUID, tried in a process of its own; raises `GpuError`."""
    environment = {**os.environ, **Gpu(visible, "", 0).environment()}
    command = [sys.executable, "-c", _PROBE]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PROBE_SECONDS)
    except subprocess.TimeoutExpired:
        raise GpuError(f"GPU {visible} did not answer within {PROBE_SECONDS:.0f} s. Restart its driver.") from None
    if done.returncode or not done.stdout.strip():
        why = (done.stderr.strip().splitlines() or ["torch sees no CUDA device"])[-1]
        raise GpuError(
            f"This runner is to use GPU {visible}, and there is none that torch can use: {why}. "
            "Install NVIDIA's driver and a torch built for CUDA, or start the runner with RUNNER_DEVICE=cpu."
        )
    name, memory_mb, uuid = json.loads(done.stdout.splitlines()[-1])
    return Gpu(visible, name, memory_mb, uuid and (uuid if uuid[:3] in ("GPU", "MIG") else f"GPU-{uuid}"))


@dataclass(frozen=True)
class Reading:
    """Bytes in use on a GPU: in all, and by process where the driver tells."""

    total: int
    by_process: Mapping[int, int]

    def of(self, pid: int) -> int | None:
        return self.by_process.get(pid)


def read_memory(gpu: Gpu) -> Reading | None:
    """What the driver accounts for now, by its library or else its tool; None where neither answers."""
    return _read_by_library(gpu) or _read_by_tool(gpu)


def _read_by_library(gpu: Gpu) -> Reading | None:
    try:
        nvml = importlib.import_module("pynvml")
        nvml.nvmlInit()
        handle = (
            nvml.nvmlDeviceGetHandleByUUID(gpu.uuid) if gpu.uuid else nvml.nvmlDeviceGetHandleByIndex(int(gpu.visible))
        )
        running = nvml.nvmlDeviceGetComputeRunningProcesses(handle)
        used = {p.pid: int(p.usedGpuMemory) for p in running if p.usedGpuMemory}
        return Reading(int(nvml.nvmlDeviceGetMemoryInfo(handle).used), used)
    except Exception:  # not installed, or the driver says no in one of its own ways: the tool is asked next
        return None


def _read_by_tool(gpu: Gpu) -> Reading | None:
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return None
    asked = [tool, f"--id={gpu.uuid or gpu.visible}", "--format=csv,noheader,nounits"]
    try:
        totals, processes = (
            subprocess.run([*asked, query], capture_output=True, text=True, timeout=READING_SECONDS, check=True).stdout
            for query in ("--query-gpu=memory.used", "--query-compute-apps=pid,used_memory")
        )
        return parse_reading(totals, processes)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def parse_reading(totals: str, processes: str) -> Reading:
    """From the tool's two tables, in MiB; a process whose memory it does not tell is left out. Raises ValueError."""
    rows = [[cell.strip() for cell in line.split(",")] for line in processes.splitlines() if "," in line]
    used = {int(pid): int(mb) * MEGABYTE for pid, mb, *_ in rows if pid.isdecimal() and mb.isdecimal()}
    return Reading(int(totals.split()[0]) * MEGABYTE, used)
