"""A small catalogue, and learners with proven labs in it."""

from pathlib import Path
from typing import Any

import pytest

from tests.small_labs import make_labs


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> Path:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two", "three", "four", "five", "six")
    one = tmp_path / "topic" / "one"
    for name, text in {"statement.md": "Solve it.", "starter.py": "def solve():\n    ...  # blank\n"}.items():
        (one / name).write_text(text)
    (one / "checks.py").write_text("")
    return tmp_path
