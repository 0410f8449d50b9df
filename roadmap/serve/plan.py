"""What one start is to serve, as the environment asks for it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from roadmap.serve.address import redis_url
from roadmap.serve.errors import StartError

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_PORT = 8000
MANY_CORES = 4


@dataclass(frozen=True)
class Plan:
    """Where to listen, where to keep things, which Redis, how many submissions at once."""

    host: str
    port: int
    data_dir: Path
    redis_url: str
    own_redis: bool
    slots: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Plan":
        """Raises StartError for a value that cannot be meant."""
        data_dir = data_folder(environment)
        given_redis = environment.get("REDIS_URL", "")
        slots = 2 if (os.cpu_count() or 1) >= MANY_CORES else 1
        return cls(
            host=environment.get("GRADUS_HOST") or "127.0.0.1",
            port=whole_number(environment, "PORT", DEFAULT_PORT, 1, 65535),
            data_dir=data_dir,
            redis_url=given_redis or redis_url(data_dir),
            own_redis=not given_redis,
            slots=whole_number(environment, "RUNNER_SLOTS", slots, 1, 1024),
        )

    @property
    def on_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"

    @property
    def log_dir(self) -> Path:
        return self.data_dir / "log"


def data_folder(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("GRADUS_DATA") or ROOT / "var").resolve()


def whole_number(environment: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise StartError(f"{name} is {text!r}; it must be a whole number from {least} to {most}.")
    return int(text)
