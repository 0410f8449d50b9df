"""`gradus notes`: list, search, show, write and change notes in an editor."""

from __future__ import annotations

from typing import Any

import click

from gradus_client.api import Api
from gradus_client.errors import Refused
from gradus_client.installation import signed_in
from gradus_client.note_editing import find_note, revise, text_for, write
from gradus_client.options import json_option
from gradus_client.telling import faint, heading, plain, say, say_json, table

MOST = 50
TAG = click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
FILE = click.option("--file", type=click.File("rb"), help="Take the text from a file (- for standard input).")


@click.group()
def notes() -> None:
    """List, read, write and search your notes. NOTE is a note's number or its title."""


@notes.command("list")
@click.option("--tag", default="")
@click.option("--topic", default="", help="Key of a topic.")
@click.option("--lab", default="", help="Slug of a lab.")
@click.option("--paper", default="", help="arXiv id, DOI or key of a paper.")
@click.option("--most", type=click.IntRange(1), default=MOST, show_default=True)
@json_option
def list_notes(as_json: bool, most: int, **asked: str) -> None:
    """List notes, the one changed last first."""
    tell_notes(list(Api(signed_in()).every("notes/", most, **asked)), as_json)


@notes.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1), default=MOST, show_default=True)
@json_option
def search(words: tuple[str, ...], most: int, as_json: bool) -> None:
    """Search titles and texts, the best answer first."""
    found = list(Api(signed_in()).every("notes/", most, search=" ".join(words)))
    tell_notes(found, as_json)
    if not as_json:
        for note in found:
            pieces = (click.style(plain(p["text"]), bold=p["marked"] or None) for p in note["excerpt"])
            say(f"\n{faint(str(note['id']))} {''.join(pieces)}")


def tell_notes(found: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        say_json(found)
        return
    cells = [
        (str(note["id"]), note["updated"][:10], note["title"], " ".join(f"#{tag}" for tag in note["tags"]))
        for note in found
    ]
    for line in table(cells) or ["No note fits."]:
        say(line)


@notes.command()
@click.argument("note")
@json_option
def show(note: str, as_json: bool) -> None:
    """Print NOTE as Markdown."""
    found = find_note(Api(signed_in()), note).data
    if as_json:
        say_json(found)
        return
    say(heading(found["title"]))
    named = [*(f"#{tag}" for tag in found["tags"]), *found["topics"], *found["labs"], *found["papers"]]
    if named:
        say(faint(plain(" ".join(named))))
    say()
    say(plain(found["body"]).removesuffix("\n"))


@notes.command()
@click.argument("title")
@TAG
@click.option("--topic", "topics", multiple=True, help="Key of a topic it is about.")
@click.option("--lab", "labs", multiple=True, help="Slug of a lab it is about.")
@click.option("--paper", "papers", multiple=True, help="A paper it is about.")
@FILE
@json_option
def new(title: str, file: Any, as_json: bool, **about: tuple[str, ...]) -> None:
    """Write a note called TITLE: in $VISUAL or $EDITOR, or from a file."""
    api = Api(signed_in())
    text = text_for(title, "", file)
    if not text.strip():
        raise Refused("The note is empty, so it was not made.")
    attached = {kind: list(names) for kind, names in about.items() if names}
    made = write(api, {"title": title, "body": text} | attached)
    tell_saved(made, as_json)


@notes.command()
@click.argument("note")
@click.option("--title", default="", help="Give it another title.")
@TAG
@FILE
@json_option
def edit(note: str, title: str, tags: tuple[str, ...], file: Any, as_json: bool) -> None:
    """Change NOTE in $VISUAL or $EDITOR, or replace its text by a file's.

    Where it was changed elsewhere meanwhile, nothing is written over: your text is kept in a file. The tags given
    take the place of those it has. With --title or --tag alone no editor is opened.
    """
    api = Api(signed_in())
    found = find_note(api, note)
    before = found.data
    changes: dict[str, Any] = {"title": title} if title else {}
    if tags:
        changes["tags"] = list(tags)
    if file or not changes:
        changes["body"] = text_for(before["title"], before["body"], file)
    if all(before[name] == value for name, value in changes.items()):
        if as_json:
            say_json(before)
        else:
            say("Nothing was changed.")
        return
    tell_saved(revise(api, before, found.etag, changes), as_json)


def tell_saved(note: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(note)
    else:
        say(f"Saved: note {note['id']}, “{plain(note['title'])}”, revision {note['revision']}.")
