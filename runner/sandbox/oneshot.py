"""A cell that is no fork: a process of its own, started ahead, for one submission on a device.

`python -m runner.sandbox.oneshot DEVICE CONTROL_FD OUTPUT_FD` imports torch, makes the device's context, locks itself
down, warms up behind the wall, multiplies two matrices to show that the device computes, says so on its control socket,
and then serves as `runner.sandbox.cell.Cell` does. It dies with the thread that started it.
"""

from __future__ import annotations

import math
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from runner.sandbox import rlimits, warm, wire
from runner.sandbox.cell import Cell, attach_output
from runner.sandbox.late import LateWall
from runner.sandbox.view import view_for

# Kernels' workspaces (cuBLAS: up to 32 MB a stream) and what the allocator rounds up to are not the learner's.
DEVICE_SLACK_BYTES = 256 * rlimits.MEGABYTE


def canary_matrices() -> tuple[np.ndarray, np.ndarray]:
    """Small whole numbers, whose product every precision holds exactly: float32 [8, 64] and [64, 8]."""
    numbers = np.arange(8 * 64, dtype=np.float32)
    return (numbers % 7).reshape(8, 64), (numbers % 5).reshape(64, 8)


def canary(device: str) -> list[list[float]]:
    """Their product, computed on the device."""
    import torch

    left, right = (torch.from_numpy(matrix).to(device) for matrix in canary_matrices())
    return [[float(value) for value in row] for row in (left @ right).cpu().numpy()]


def import_ahead() -> None:
    """What would look for files outside the wall on first use. No gradients yet: their threads belong behind it."""
    import torch

    warm.warm_numpy()
    torch.set_num_threads(1)
    for made in (torch.optim.Adam, torch.optim.SGD, torch.optim.AdamW):
        weight = torch.nn.Parameter(torch.ones(2, 2))
        weight.grad = torch.ones(2, 2)
        made([weight], lr=1e-3).step()
    torch.linalg.svd(torch.ones(3, 3))


def make_context(device: str) -> None:
    """Have the driver open what it needs: context, streams, pinned memory, and the libraries' handles."""
    import torch

    with torch.no_grad():
        x = torch.ones(64, 64, device=device)
        x @ x
        torch.nn.functional.conv2d(torch.ones(1, 1, 8, 8, device=device), torch.ones(1, 1, 3, 3, device=device))
        torch.linalg.svd(torch.ones(3, 3, device=device))
        torch.rand(2, device=device)
        if device == "cuda":
            with torch.cuda.stream(torch.cuda.Stream()):  # type: ignore[no-untyped-call, unused-ignore]
                torch.ones(2, pin_memory=True).to(device, non_blocking=True)
            torch.cuda.Event(enable_timing=True).record()  # type: ignore[no-untyped-call, unused-ignore]
            torch.cuda.synchronize()


def warm_up(device: str) -> None:
    """Behind the wall: what a learner's code will do, so that whatever the wall breaks shows before it is theirs."""
    import torch
    from torch import nn

    warm.warm("torch")
    x = torch.ones(2, 6, 8, device=device)
    model = nn.Sequential(nn.Linear(8, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 8)).to(device)
    states, _ = nn.LSTM(8, 8, batch_first=True).to(device)(model(x))
    loss = (torch.softmax(states @ states.mT, -1) @ states).sum()
    loss.backward()
    torch.optim.Adam(model.parameters(), lr=1e-3).step()
    synchronize(device)


def synchronize(device: str) -> None:
    if device == "cuda":
        import torch

        torch.cuda.synchronize()


def limiter(device: str) -> Callable[[int, int], None]:
    """A job's limits: processor time beyond what warming took, and the allocator's share of the device.

    Memory of the host is watched by the judge: limits on address space fight a driver's reservations.
    """

    def limit_job(memory_bytes: int, cpu_seconds: int) -> None:
        rlimits.limit_job(None, memory_bytes, cpu_seconds + math.ceil(time.process_time()))
        if device == "cuda":
            limit_device(memory_bytes)

    return limit_job


def limit_device(memory_bytes: int) -> None:
    """At most so much device memory beyond what is reserved now, by torch's own allocator."""
    import torch

    total = torch.cuda.get_device_properties(0).total_memory
    allowed = torch.cuda.memory_reserved() + memory_bytes + DEVICE_SLACK_BYTES
    torch.cuda.set_per_process_memory_fraction(min(1.0, allowed / total))


def lock_down(device: str, keep: set[int]) -> LateWall:
    """Import, make the context and close the wall, in the order that drivers bear."""
    import_ahead()
    wall = LateWall(view_for("torch"))
    wall.prepare()
    make_context(device)
    wall.seal(keep)
    wall.try_out()
    return wall


def ready_message(device: str, wall: LateWall) -> dict[str, Any]:
    told = {"ready": wall.layers, "missing": wall.missing, "level": wall.level}
    return {**told, "canary": canary(device)}


def main() -> None:
    device, control, output = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the judge; its end of the socket tells us
    code = 70
    try:
        wall = lock_down(device, {0, 1, 2, control, output})
        warm_up(device)
        told = ready_message(device, wall)
        attach_output(output)
        os.close(output)
        judge = socket.socket(fileno=control)
        wire.send_message(judge, told)
        Cell(judge, limiter(device)).serve()
        code = 0
    except (BrokenPipeError, ConnectionResetError):
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
