"""One row of every kind that belongs to a learner, for the walks over every address.

Each room says its own in tests/<room>/rows.py:

    def rows(learner: User) -> dict[str, dict[str, Any]]

makes a row of every model of that room, SECRET in every text, and gives for each beginning of an address what the
names in addresses of that beginning stand for: `{"/notes/": {"pk": note.pk}}`. The longest beginning counts. A room
may rely on those before it in the alphabet.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Model

# Stands in everything that the learner has; no page of anybody else may show it.
SECRET = "quercitron"
OURS = ("labs", "roadmap", "knox")


def rows_of(learner: User) -> dict[str, dict[str, Any]]:
    """Makes the rows of every room; gives what the names in addresses stand for, by beginning."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(Path(__file__).parent.glob("*/rows.py")):
        found |= import_module(f"tests.{file.parent.name}.rows").rows(learner)
    return found


def models_of_ours() -> list[type[Model]]:
    configs = [config for config in apps.get_app_configs() if config.name.partition(".")[0] in OURS]
    return [model for config in configs for model in config.get_models()]


def kept() -> dict[str, list[dict[str, Any]]]:
    """Every row of our own tables."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models_of_ours()}


def named_at(address: str, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the names in an address of this beginning stand for."""
    beginnings = [beginning for beginning in rows if address.startswith(beginning)]
    return rows[max(beginnings, key=len)] if beginnings else {}


def filled(template: str, names: tuple[str, ...], rows: dict[str, dict[str, Any]]) -> str:
    """The address of a row: `template` is as in /notes/%(pk)s/edit/."""
    values = named_at(template, rows) if names else {}
    if missing := [name for name in names if name not in values]:
        pytest.fail(
            f"{template} names {', '.join(missing)}, and no row is known for it. Make one in the rows.py of its "
            f"room's tests (see tests/every_row.py), so that the walk can try what another learner gets there."
        )
    return template % {name: values[name] for name in names}
