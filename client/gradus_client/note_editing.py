"""Writing notes so that no text is lost: one that cannot be saved is kept in a file, beside what stands there."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

from gradus_client.api import Answer, Api
from gradus_client.errors import InTheWay, Refused, Stopped
from gradus_client.keeping import keep, state_folder
from gradus_client.sending import send_once

CHANGED = 412
LONGEST_NAME = 60


def find_note(api: Api, named: str) -> Answer:
    """A note by its number or its title. Raises Refused where there is none."""
    if named.isascii() and named.isdecimal():
        return api.find(f"notes/{named}/", f"You have no note {named}. Look with: gradus notes list")
    wanted = " ".join(named.split()).casefold()
    for row in api.every("notes/"):
        if row["title"].casefold() == wanted:
            return api.get(f"notes/{row['id']}/")
    raise Refused(f"No note of yours is called “{named}”. Look with: gradus notes search {named}")


def text_for(title: str, body: str, file: IO[bytes] | None) -> str:
    """The text as it is to be: of `file`, else as the editor leaves it. Raises Refused."""
    if file is None:
        return edited(title, body)
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{file.name} is not UTF-8 text. Nothing was saved.") from error


def edited(title: str, body: str) -> str:
    """The text after the editor was closed; its file is kept where the editor fails."""
    path = keep(draft_place(title), body)
    try:
        with left_alone():
            click.edit(filename=str(path))
        text = path.read_text(encoding="utf-8")
    except (click.ClickException, OSError, UnicodeDecodeError) as error:
        said = error.format_message() if isinstance(error, click.ClickException) else str(error)
        raise Refused(f"The editor failed: {said}. Nothing was saved{what_is_left(path, body)}.") from error
    path.unlink()
    # Editors end the last line; that alone is no change.
    return text.removesuffix("\n") if text == f"{body}\n" else text


@contextmanager
def left_alone() -> Iterator[None]:
    """Ctrl-C is the editor's while it is open. A handler, for what is ignored stays ignored in the editor too."""
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def what_is_left(path: Path, body: str) -> str:
    """Where the text is after the editor failed; a copy of what stands in the note need not be kept."""
    if path.exists() and path.read_bytes() == body.encode():
        path.unlink()
        return ""
    return f"; your text is kept in {path}"


def draft_place(title: str) -> Path:
    name = re.sub(r"[^\w]+", "-", title).strip("-")[:LONGEST_NAME] or "note"
    return state_folder() / "notes" / f"{datetime.now():%Y%m%d-%H%M%S-%f}-{name}.md"


def write(api: Api, content: dict[str, Any]) -> dict[str, Any]:
    """Make a note; done once, however often it has to be sent."""
    try:
        made: dict[str, Any] = send_once(api, "notes/", content)
    except Stopped as error:
        path = keep(draft_place(content["title"]), content["body"])
        raise error.adding(f"Your text is kept in {path}") from error
    return made


def revise(api: Api, before: Mapping[str, Any], etag: str, changes: dict[str, Any]) -> dict[str, Any]:
    """Save changes to the note that was read as `before`. Raises InTheWay where it was changed since."""
    try:
        saved: dict[str, Any] = api.ask("PATCH", f"notes/{before['id']}/", changes, {"If-Match": etag}).data
    except Stopped as error:
        present = error.problem.get("present") if error.status == CHANGED else None
        if present and all(present[name] == value for name, value in changes.items()):
            return dict(present)  # the answer to an earlier sending was lost: it is saved
        raise kept_beside(before, present, changes, error) from error
    return saved


def kept_beside(
    before: Mapping[str, Any], present: Mapping[str, Any] | None, changes: Mapping[str, Any], error: Stopped
) -> Stopped:
    """The error that says where the text is now."""
    number = before["id"]
    kept = f"Your text is kept in {keep(draft_place(before['title']), changes['body'])}" if "body" in changes else ""
    if present is None:
        return error.adding(kept or "Nothing was saved.")
    return InTheWay(
        f"Note {number} was changed elsewhere while you wrote (revision {before['revision']} is now "
        f"{present['revision']}), and nothing was written over. {kept or 'Nothing was saved.'} "
        f"The other stands: gradus notes show {number}. Once yours holds both: "
        f"gradus notes edit {number} --file FILE",
        error.problem,
    )
