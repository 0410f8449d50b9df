"""What a runner reads of its environment; the only place on the runner's side that does."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ISOLATION_LEVELS = ("strict", "standard")
# Python's own 5 ms are long for threads that hand each other work of a tenth of that.
SWITCH_SECONDS = 0.0005


class ConfigError(ValueError):
    """A setting that cannot be used; the sentence says which and what is understood."""


@dataclass(frozen=True)
class Config:
    """A runner's settings.

    `slots` submissions are judged at once. `isolation` is the least a host accepts. `trust_owner` lets a machine
    that cannot isolate run submissions all the same: they then can do whatever their owner can. `gpu` is the one that a
    runner for cuda uses, as CUDA_VISIBLE_DEVICES would name it; it judges one submission at a time.
    """

    redis_url: str
    catalog: Path
    device: str = "cpu"
    slots: int = 1
    isolation: str = "standard"
    trust_owner: bool = False
    name: str = ""
    gpu: str = "0"


def read_config() -> Config:
    """The runner's settings from its environment; raises `ConfigError`."""
    root = Path(__file__).resolve().parent.parent
    data = Path(os.environ.get("GRADUS_DATA") or root / "var").resolve()
    isolation = os.environ.get("RUNNER_ISOLATION", "standard")
    if isolation not in ISOLATION_LEVELS:
        raise ConfigError(f"RUNNER_ISOLATION is {isolation!r}; {' and '.join(ISOLATION_LEVELS)} are understood.")
    device = os.environ.get("RUNNER_DEVICE", "cpu")
    if device not in ("cpu", "cuda"):
        raise ConfigError(f"RUNNER_DEVICE is {device!r}; cpu and cuda are understood.")
    slots = _whole_number("RUNNER_SLOTS", 1)
    if device == "cuda" and slots != 1:
        raise ConfigError(
            f"RUNNER_SLOTS is {slots}, but one GPU judges one submission at a time. Set it to 1, "
            "and start a runner for each GPU with RUNNER_GPU=0, RUNNER_GPU=1 and so on."
        )
    return Config(
        redis_url=os.environ.get("REDIS_URL") or f"unix://{data / 'redis.sock'}",
        catalog=Path(os.environ.get("GRADUS_CATALOG") or root / "labs" / "catalog"),
        device=device,
        slots=slots,
        isolation=isolation,
        trust_owner=os.environ.get("RUNNER_TRUST_OWNER") == "1",
        name=os.environ.get("RUNNER_NAME") or f"{platform.node()}-{device}-{os.getpid()}",
        gpu=chosen_gpu(os.environ),
    )


def chosen_gpu(environment: Mapping[str, str]) -> str:
    """The one GPU a runner uses: RUNNER_GPU, else the first that it is shown, else the first there is."""
    shown = environment.get("CUDA_VISIBLE_DEVICES", "").split(",")[0].strip()
    return environment.get("RUNNER_GPU", "").strip() or shown or "0"


def broker_url(redis_url: str) -> str:
    """Celery's spelling of a Redis address: it calls a unix socket redis+socket."""
    return redis_url.replace("unix://", "redis+socket://", 1)


def _whole_number(name: str, default: int) -> int:
    text = os.environ.get(name, str(default))
    if not text.isdecimal() or int(text) < 1:
        raise ConfigError(f"{name} is {text!r}; a whole number of at least 1 is understood.")
    return int(text)
