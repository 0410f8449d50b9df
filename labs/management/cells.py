"""The cells that a command judges in."""

from django.core.management.base import CommandError

from runner.config import read_config
from runner.sandbox.gpu import GpuError
from runner.sandbox.nursery import pool_for
from runner.sandbox.pool import Pool


def cells_on(device: str) -> Pool:
    """Cells for a device; raises CommandError where this machine has none."""
    try:
        return pool_for(device, gpu=read_config().gpu)
    except GpuError as error:
        raise CommandError(str(error)) from None
