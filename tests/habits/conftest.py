"""A small catalogue, and the owner at their habits."""

from pathlib import Path
from typing import Any

import pytest

from tests.small_labs import make_labs


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> Path:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two")
    with (tmp_path / "topic" / "one" / "lab.toml").open("a") as facts:
        facts.write("minutes = 40\n")
    return tmp_path


@pytest.fixture
def desk(client: Any, owner: Any) -> Any:
    client.force_login(owner)
    return client
