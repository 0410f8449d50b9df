"""Two small roadmaps that share a topic, and the labs they name. Imports wait until Django is set up."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from roadmap.path.models import Roadmap


@pytest.fixture
def small_labs(settings: Any, tmp_path: Path) -> tuple[str, ...]:
    from tests.progress.work import LABS
    from tests.small_labs import make_labs

    settings.CATALOG_DIR = make_labs(tmp_path / "small", *LABS)
    return LABS


@pytest.fixture
def two_roadmaps(db: None, small_labs: tuple[str, ...]) -> "tuple[Roadmap, Roadmap]":
    from tests.progress.work import FIRST, SECOND
    from tests.roadmaps import make_roadmap

    return make_roadmap(FIRST), make_roadmap(SECOND, slug="second")
