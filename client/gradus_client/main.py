"""`gradus`: the commands, and the one place where anything that goes wrong becomes a sentence and an exit code."""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Sequence

import click

from gradus_client import VERSION
from gradus_client.commands.completion import completion
from gradus_client.commands.labs import labs, start
from gradus_client.commands.notes import notes
from gradus_client.commands.signing import login, logout
from gradus_client.commands.status import status
from gradus_client.commands.submit import submit
from gradus_client.errors import Exit, Ours, Refused, Stopped
from gradus_client.keeping import keep, state_folder
from gradus_client.telling import notice, plain, say_json

ENDINGS = """
\b
Exit codes:
  0    done; of a submission: passed
  1    the submission did not pass
  2    it cannot be done as it was asked
  3    no connection
  4    not signed in
  5    the fault is on Gradus' side
  6    something of yours is in the way; it was left as it is
  130  interrupted
"""


@click.group(epilog=ENDINGS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="gradus")
def gradus() -> None:
    """Gradus from a terminal: send code to a lab, watch its checks, keep notes."""


for command in (login, labs, start, submit, status, notes, logout, completion):
    gradus.add_command(command)


def run(arguments: Sequence[str] | None = None) -> None:
    """Ends the process with the code that `errors.Exit` names."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a mark that the terminal cannot write is no reason to stop
    asked = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(ended(asked))


def ended(arguments: list[str]) -> int:
    try:
        return int(gradus.main(arguments, prog_name="gradus", standalone_mode=False) or 0)
    except click.ClickException as error:
        if "--json" in arguments:
            return told(Refused(error.format_message()), as_json=True)
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        notice("Interrupted.")
        return Exit.INTERRUPTED
    except Stopped as stopped:
        return told(stopped, "--json" in arguments)
    except Exception as error:
        return told(unforeseen(error), "--json" in arguments)


def told(stopped: Stopped, as_json: bool) -> int:
    if as_json:
        say_json(stopped.as_json())
    else:
        notice(plain(stopped.sentence))
    return stopped.code


def unforeseen(error: Exception) -> Ours:
    """A mistake of this client's own: what a person needs to report it is kept in a file."""
    sentence = f"This client failed, and that is its own fault: {type(error).__name__}."
    try:
        path = keep(state_folder() / "last-error.txt", "".join(traceback.format_exception(error)))
    except Stopped:
        return Ours(sentence)
    return Ours(f"{sentence} What happened is written down in {path}")
