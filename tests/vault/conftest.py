"""A catalogue of a few labs, so that no test depends on which labs exist."""

from pathlib import Path
from typing import Any

import pytest

from tests.small_labs import make_labs


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> Path:
    settings.CATALOG_DIR = make_labs(tmp_path / "catalogue", "one", "two", "three")
    return settings.CATALOG_DIR
