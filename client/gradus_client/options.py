"""Options and arguments that commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from gradus_client.api import Api
from gradus_client.errors import Stopped
from gradus_client.installation import signed_in

Function = TypeVar("Function", bound=Callable[..., Any])


def json_option(function: Function) -> Function:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, as the API tells it.")(function)


def slugs(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Labs to complete a slug with; where none can be had, none."""
    try:
        rows = Api(signed_in(), pauses=()).every("labs/")
        return [CompletionItem(row["slug"], help=row["title"]) for row in rows if row["slug"].startswith(begun)]
    except Stopped:
        return []
