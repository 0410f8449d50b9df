"""`manage.py doctor [--json]`: what this machine can isolate, which devices, which services."""

import json
import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from labs.services import state_of_parts
from runner.lab import LabError, load_catalog
from runner.sandbox.selftest import examine

PACKAGES = ("Django", "celery", "redis", "numpy", "torch")
GIGABYTE = 10**9


class Command(BaseCommand):
    help = "Tells what this machine can isolate, which devices it has, and which services answer."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        found = examination()
        self.stdout.write(json.dumps(found, indent=2) if options["json"] else "\n".join(report(found)))


def examination() -> dict[str, Any]:
    """Everything, tried or asked just now: the sandbox in a process of its own, each service over its connection."""
    return {
        "isolation": examine("torch"),
        "devices": devices(),
        "services": {"database_kind": connection.vendor, **state_of_parts()},
        "catalogue": labs_found(),
        "disk": disk(settings.DATA_DIR),
        "versions": {
            "python": platform.python_version(),
            "kernel": f"{platform.system()} {platform.release()}",
            **{name.lower(): version(name) for name in PACKAGES},
        },
    }


def devices() -> dict[str, Any]:
    """The cores this process may use, and the GPUs that torch sees, by name."""
    import torch  # two seconds, which only this command needs to spend

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    gpus = [torch.cuda.get_device_name(number) for number in range(torch.cuda.device_count())]
    return {"cores": cores, "cuda": gpus}


def labs_found() -> dict[str, Any]:
    try:
        return {"folder": str(settings.CATALOG_DIR), "labs": len(load_catalog(settings.CATALOG_DIR)), "problem": ""}
    except LabError as error:
        return {"folder": str(settings.CATALOG_DIR), "labs": 0, "problem": str(error)}


def disk(folder: Path) -> dict[str, Any]:
    present = next(path for path in (folder, *folder.parents) if path.exists())
    return {"folder": str(folder), "free_bytes": shutil.disk_usage(present).free}


def report(found: dict[str, Any]) -> list[str]:
    """The same for a reader: a line a fact, what is missing marked with a minus."""
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    gpus = ", ".join(found["devices"]["cuda"]) or "none"
    catalogue = found["catalogue"]
    return [
        *isolation_lines(found["isolation"]),
        "Devices",
        f"  cpu: {found['devices']['cores']} cores",
        f"  cuda: {gpus}",
        *service_lines(found["services"]),
        f"Catalogue: {catalogue['problem'] or str(catalogue['labs']) + ' labs'} ({catalogue['folder']})",
        f"Disk: {found['disk']['free_bytes'] / GIGABYTE:.1f} GB free ({found['disk']['folder']})",
        f"Versions: {versions}",
    ]


def isolation_lines(isolation: dict[str, Any]) -> list[str]:
    held = isolation["held"]
    return [
        f"Isolation: {isolation['level']}",
        *(f"  + {layer}" for layer in isolation["layers"]),
        *(f"  - {layer}" for layer in isolation["missing"]),
        f"  {sum(held.values())} of {len(held)} attempts to get out of a real cell were held",
        *(f"  - not held: {name}" for name, stopped in held.items() if not stopped),
    ]


def service_lines(services: dict[str, Any]) -> list[str]:
    workers = ", ".join(worker["name"] for worker in services["results"]["workers"])
    runners = services["runners"]
    return [
        "Services",
        f"  database: {services['database']['state']} ({services['database_kind']})",
        f"  redis: {services['redis']['state']}",
        f"  results worker: {workers or 'silent'}",
        *(f"  runner {runner['name']}: {', '.join(runner['queues'])}, {runner['isolation']}" for runner in runners),
        *([] if runners else ["  runner: silent"]),
    ]
