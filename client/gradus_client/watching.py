"""A submission on the terminal while it is judged, and its verdict when it is settled."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from gradus_client import following
from gradus_client.api import Api
from gradus_client.errors import Exit, NoConnection, Ours
from gradus_client.events import Told
from gradus_client.telling import notice, say, say_json
from gradus_client.verdicts import check_line, exit_of, verdict_lines

# A runner that is there takes a submission at once.
LONG_WAIT_SECONDS = 15.0


def watch(api: Api, number: int, as_json: bool, opening: str = "") -> Exit:
    """Tell what happens until the verdict; Ctrl-C and a lost connection leave the submission where it is."""
    again = f"Look again with: gradus status {number} --watch"
    try:
        screen = Screen(notice if as_json else say, number)
        if opening:
            screen.line(opening)
        for told in following.follow(api, number):
            screen.tell(told)
        submission = api.get(f"submissions/{number}/").data
    except KeyboardInterrupt:
        notice(f"\nSubmission {number} goes on without you. {again}")
        return Exit.INTERRUPTED
    except (NoConnection, Ours) as error:
        raise error.adding(f"Submission {number} was taken and goes on. {again}") from error
    return tell_settled(submission, as_json)


def tell_settled(submission: dict[str, Any], as_json: bool) -> Exit:
    if as_json:
        say_json(submission)
    else:
        for line in verdict_lines(submission):
            say(line)
    return exit_of(submission)


class Screen:
    """The lines that a submission has had so far."""

    def __init__(self, tell: Callable[[str], None], number: int) -> None:
        self.line = tell
        self.number = number
        self.begun = False
        self.waited_since: float | None = time.monotonic()

    def tell(self, told: Told) -> None:
        match told.kind:
            case "started":
                if self.begun:
                    self.line("It is judged from the beginning again.")
                self.begun, self.waited_since = True, None
            case "check":
                self.line(check_line(told.data))
            case "requeued":
                self.line("Its runner was lost. It waits for another; you need not send it again.")
            case following.LOST:
                notice("The connection is lost. The submission goes on; trying again.")
            case following.BACK:
                notice("Connected again.")
            case following.QUIET:
                self.tell_of_a_long_wait()

    def tell_of_a_long_wait(self) -> None:
        if self.waited_since is not None and time.monotonic() - self.waited_since > LONG_WAIT_SECONDS:
            self.waited_since = None
            notice("No runner has taken it yet: others may be before it, or no runner is there. It keeps its place.")
