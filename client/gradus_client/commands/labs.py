"""`gradus labs` and `gradus start`"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import click

from gradus_client.api import Api
from gradus_client.errors import InTheWay, Refused
from gradus_client.installation import signed_in
from gradus_client.lab_of import with_name
from gradus_client.options import json_option, slugs
from gradus_client.telling import in_words, plain, say, say_json, table

STATES = ("not_begun", "under_way", "proven", "fading")


@click.command()
@click.option("--state", type=click.Choice(STATES), help="How you stand with it.")
@click.option("--topic", default="", help="Labs of one topic, as the list names it.")
@click.option("--search", default="", help="Words that must all occur.")
@json_option
def labs(state: str | None, topic: str, search: str, as_json: bool) -> None:
    """List the labs, in the order of learning."""
    rows = list(Api(signed_in()).every("labs/", state=state, topic=topic, search=search))
    if as_json:
        say_json(rows)
        return
    cells = [(in_words(row["state"]), row["topic"], row["slug"], f"{row['minutes']} min", row["title"]) for row in rows]
    for line in table(cells, [row["state"] for row in rows]):
        say(line)
    if not rows:
        say("No lab fits.")


@click.command()
@click.argument("slug", shell_complete=slugs)
@click.option("--to", type=click.Path(path_type=Path), help="File or folder to write to; - prints it.")
@json_option
def start(slug: str, to: Path | None, as_json: bool) -> None:
    """Write the file to begin the lab SLUG from.

    A file that is there and says something else is left as it is.
    """
    missing = f"There is no lab called {slug}. Nothing was written. Look with: gradus labs"
    lab = Api(signed_in()).find(f"labs/{quote(slug, safe='')}/", missing).data
    text = with_name(lab["starter"], slug)
    if to == Path("-"):
        say(text.removesuffix("\n"))
        return
    path = place_for(slug, to)
    written = write_new(path, text)
    if as_json:
        say_json({"lab": slug, "file": str(path), "written": written})
        return
    say(f"{path} is there already, as it begins." if not written else f"Wrote {path}: {plain(lab['title'])}")
    say(f"Define {', '.join(map(plain, lab['defines']))}. Then: gradus submit {path}")


def place_for(slug: str, to: Path | None) -> Path:
    """Underscores, so that the file can be imported."""
    name = f"{slug.replace('-', '_')}.py"
    if to is None:
        return Path(name)
    return to / name if to.is_dir() else to


def write_new(path: Path, text: str) -> bool:
    """Whether it was written; False where the file says it already. Raises InTheWay where it says something else."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        return True
    except FileExistsError:
        if says(path, text):
            return False
        raise InTheWay(
            f"{path} is there and says something else. It was left as it is, and nothing was written. "
            "Give another place with --to, or print the starter with --to -"
        ) from None
    except OSError as error:
        raise Refused(f"{path} could not be written: {error.strerror or error}.") from error


def says(path: Path, text: str) -> bool:
    try:
        return path.read_bytes().replace(b"\r\n", b"\n") == text.encode()
    except OSError:
        return False


def read_source(path: Path) -> str:
    """The file to send, `-` for standard input. Raises Refused where it is no UTF-8 text."""
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(f"Line {line} of {path} is not UTF-8 text. Save it as UTF-8. Nothing was sent.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}. Nothing was sent.") from error
