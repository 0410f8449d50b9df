"""The stops of the tour: real pages, what each is for, and which part of it to look at.

Where a learner stands on the tour is kept in their session, so that a page asks the database nothing for it.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from labs.catalogue import catalogue
from roadmap.path.standing import standings
from roadmap.plan.models import Plan
from roadmap.plan.steps import next_steps

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What the session keeps: where the tour stands and its pages while it is on, and the stop at which it was left.
ON: Final = "tour"
LEFT: Final = "tour_left"
LONGEST_ADDRESS: Final = 500


@dataclass(frozen=True)
class Stop:
    """`target` is a CSS selector of the part to look at, where there is one; `stops_of` fills in the `address`."""

    name: str
    title: str
    words: str
    target: str
    address: str = ""


STOPS: Final = (
    Stop(
        "path",
        "Your path",
        "Phases, and topics within them. A mark says where you stand: an empty ring is not begun, a ring with a tick "
        "is claimed by you, a full disc is proven by your work.",
        ".phases > .phase",
    ),
    Stop(
        "topic",
        "A topic",
        "It says what proves it: here a lab, elsewhere an explanation, a paper or something you made. “Claim” takes "
        "your word for it; only evidence proves it.",
        ".topic-own",
    ),
    Stop(
        "lab",
        "A lab",
        "The statement is on one side, your code on the other. What you type is kept as you go, through a crash or a "
        "lost connection.",
        ".editor",
    ),
    Stop(
        "submit",
        "Send it",
        "Ctrl and Enter send your code to a sandbox, and each check appears as it ends. One that fails shows the "
        "smallest case, with what was expected beside what you got. Try as often as you like.",
        ".editor .send",
    ),
    Stop(
        "today",
        "Today",
        "Come here first. It names the one thing to do now, and below it, quietly, what comes after: reviews of what "
        "you proved, topics that fit your hours, this month's paper.",
        ".first",
    ),
    Stop(
        "dashboard",
        "The dashboard",
        "What you claimed, what you proved, what fades, and when you will be done at your pace. It fills as you work.",
        ".figures",
    ),
    Stop(
        "notes",
        "Notes",
        "Write what you understood, in Markdown with formulas, linked to topics and labs. An explanation in your own "
        "words is evidence too.",
        'main a[href$="/new/"]',
    ),
    Stop(
        "account",
        "And all of it is yours",
        "The keys of each page are listed under “?”. Your plan, everything you keep as one file, and this tour are "
        "here, under Account.",
        "",
    ),
)


def stops_of(learner: User) -> list[Stop]:
    """The tour over this learner's own pages; what is not there to be shown is left out."""
    addresses = addresses_of(learner)
    return [
        Stop(one.name, one.title, one.words, one.target, addresses[one.name]) for one in STOPS if one.name in addresses
    ]


def addresses_of(learner: User) -> dict[str, str]:
    """Where each stop is: the topic and the lab are those to take next, else the first there are."""
    places = {name: reverse(name) for name in ("today", "dashboard", "account")} | {"notes": reverse("notes-index")}
    courses = Plan.objects.of(learner).followed(standings(learner))
    steps = next_steps(courses, set())
    lab = steps[0].lab.slug if steps else next(iter(catalogue()), None)
    if lab:
        places |= dict.fromkeys(("lab", "submit"), reverse("lab", args=[lab]))
    if courses:
        places["path"] = reverse("path-roadmap", args=[courses[0].roadmap.slug])
    if steps:
        step = steps[0]
        places["topic"] = reverse("topic", args=[step.course.roadmap.slug, step.topic.concept.key])
    return places


@dataclass(frozen=True)
class Standing:
    """Where somebody is on the tour, from 1."""

    number: int
    stops: list[Stop]

    @property
    def stop(self) -> Stop:
        return self.stops[self.number - 1]

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == len(self.stops)

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


def standing_in(session: MutableMapping[str, Any]) -> Standing | None:
    """Where the tour stands; None where none is on."""
    kept = session.get(ON)
    if not kept:
        return None
    known = {stop.name: stop for stop in STOPS}
    stops = [
        Stop(known[name].name, known[name].title, known[name].words, known[name].target, address)
        for name, address in kept["places"]
        if name in known
    ]
    return Standing(min(max(1, kept["number"]), len(stops)), stops) if stops else None


def go_to(session: MutableMapping[str, Any], stops: list[Stop], number: int) -> Standing:
    """Stand at this stop, the nearest there is."""
    standing = Standing(min(max(1, number), len(stops)), stops)
    session[ON] = {"number": standing.number, "places": [[stop.name, stop.address] for stop in stops]}
    session.pop(LEFT, None)
    return standing


def end(session: MutableMapping[str, Any]) -> None:
    """Leave the tour; unless it was at its last stop, it can be gone on with from here."""
    standing = standing_in(session)
    session.pop(ON, None)
    if standing and not standing.is_last:
        session[LEFT] = standing.number
