"""`gradus status [ID]`"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from gradus_client.api import Api
from gradus_client.errors import Exit, Refused
from gradus_client.installation import signed_in
from gradus_client.options import json_option
from gradus_client.telling import heading, in_words, plain, say, say_json, table
from gradus_client.verdicts import check_line
from gradus_client.watching import tell_settled
from gradus_client.watching import watch as watch_submission

LATEST = 10


@click.command()
@click.argument("number", metavar="[ID]", type=click.IntRange(1), required=False)
@click.option("--watch", is_flag=True, help="Watch the submission ID until its verdict.")
@json_option
def status(number: int | None, watch: bool, as_json: bool) -> Exit:
    """Your latest submissions and what is due today; with ID, that submission.

    With ID the exit code is that of its verdict, and 0 while there is none.
    """
    api = Api(signed_in())
    if number is None:
        if watch:
            raise Refused("Say which submission to watch: gradus status ID --watch")
        overview(api, as_json)
        return Exit.DONE
    if not watch:
        return one(api, number, as_json)
    submission(api, number)
    return watch_submission(api, number, as_json)


def submission(api: Api, number: int) -> dict[str, Any]:
    missing = f"You have no submission {number}. Your latest: gradus status"
    found: dict[str, Any] = api.find(f"submissions/{number}/", missing).data
    return found


def one(api: Api, number: int, as_json: bool) -> Exit:
    found = submission(api, number)
    if found["state"] == "settled":
        if not as_json:
            for check in found["checks"]:
                say(check_line(check))
        return tell_settled(found, as_json)
    if as_json:
        say_json(found)
    else:
        say(f"Submission {number} to {plain(found['lab'])} is {in_words(found['state'])}. Watch it with --watch")
    return Exit.DONE


def overview(api: Api, as_json: bool) -> None:
    latest = list(api.every("submissions/", LATEST))
    today = api.get("today/").data
    if as_json:
        say_json({"submissions": latest, "today": today})
        return
    say(heading("Latest"))
    standings = [row["verdict"] or row["state"] for row in latest]
    cells = [
        (in_words(standing), str(row["id"]), row["lab"], at(row["created"]))
        for standing, row in zip(standings, latest, strict=True)
    ]
    for line in table(cells, standings) or ["Nothing was sent yet."]:
        say(line)
    say()
    say(heading(f"Due, {today['day']}"))
    for line in list(due_lines(today)) or ["Nothing."]:
        say(line)
    if following := today["next"]:
        say()
        say(heading("Next"))
        say(f"{plain(following['title'])}: gradus start {plain(following['lab'])}")


def due_lines(today: dict[str, Any]) -> Iterator[str]:
    reviews = today["reviews"]
    cells = [("review", row["title"], f"recalled with a chance of {row['recall']:.0%}") for row in reviews["today"]]
    cells += [
        ("milestone", row["title"], ("overdue since " if row["overdue"] else "by ") + row["day"])
        for row in today["milestones"]
    ]
    yield from table(cells)
    if reviews["waiting"]:
        yield f"{reviews['waiting']} more reviews wait beyond today's share."


def at(moment: str) -> str:
    """A moment as this machine's clock shows it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
