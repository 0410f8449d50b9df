"""Following a submission until it is settled: by its stream, or where none comes through by asking again and again.

After a broken connection it goes on behind the last event that was heard, so each is told once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from gradus_client.api import Api
from gradus_client.errors import NoConnection, Ours
from gradus_client.events import EventReader, Told

SETTLED = "settled"
LOST, BACK, QUIET = "lost", "back", "quiet"
# Streams that broke before they said anything; then nothing more is expected of streams.
STREAMS_TRIED = 2
POLL_SECONDS = 1.0
# So many losses in a row are not worth a word.
BLIPS = 2
PATIENCE_SECONDS = 120.0
LONGEST_PAUSE_SECONDS = 8.0


@dataclass
class Place:
    """How far a submission was followed. `heard` is when the server was last heard, by the monotonic clock."""

    position: str = ""
    settled: bool = False
    lost: bool = False
    empty_streams: int = 0
    losses: int = 0
    heard: float = field(default_factory=time.monotonic)

    def hear(self) -> Iterator[Told]:
        self.heard = time.monotonic()
        self.losses = 0
        if self.lost:
            self.lost = False
            yield Told(BACK, {}, self.position)

    def take(self, told: Told) -> Iterator[Told]:
        self.position = told.position or self.position
        self.settled = told.kind == SETTLED
        yield told


def follow(api: Api, number: int, patience: float = PATIENCE_SECONDS) -> Iterator[Told]:
    """Each event once; among them LOST and BACK as the connection goes and comes, QUIET while nothing happens.

    Ends when the submission is settled. Raises NoConnection after `patience` seconds without a word from the server.
    """
    place = Place()
    while not place.settled:
        one_way = polled if place.empty_streams >= STREAMS_TRIED else streamed
        try:
            yield from one_way(api, number, place)
        except (NoConnection, Ours) as error:
            if time.monotonic() - place.heard > patience:
                raise type(error)(error.sentence, error.problem) from error
            place.losses += 1
            if place.losses > BLIPS and not place.lost:
                place.lost = True
                yield Told(LOST, {}, place.position)
            time.sleep(min(0.25 * 2**place.losses, LONGEST_PAUSE_SECONDS))


def streamed(api: Api, number: int, place: Place) -> Iterator[Told]:
    """Raises NoConnection where the stream ends before its time."""
    reader = EventReader(place.position)
    headers = {"Last-Event-ID": place.position} if place.position else {}
    place.empty_streams += 1
    with api.stream(f"submissions/{number}/events/", headers) as parts:
        for part in parts:
            place.empty_streams = 0
            yield from place.hear()
            yield Told(QUIET, {}, place.position)
            for told in reader.feed(part):
                yield from place.take(told)
            if place.settled:
                return
    raise NoConnection("The stream of events ended too early.")


def polled(api: Api, number: int, place: Place) -> Iterator[Told]:
    """One look at what came since, then a pause."""
    try:
        told = api.get(f"submissions/{number}/events/", after=place.position).data
    except Ours:  # the events may be away while the submission can be read
        told = {"results": [], "state": api.get(f"submissions/{number}/").data["state"]}
    yield from place.hear()
    yield Told(QUIET, {}, place.position)
    for one in told["results"]:
        if one["kind"] != SETTLED:
            yield from place.take(Told(one["kind"], one["data"], one["position"]))
    if told["state"] == SETTLED:
        yield from place.take(Told(SETTLED, {}, place.position))
    else:
        time.sleep(POLL_SECONDS)
