"""Talks that one thread leads side by side."""

import os
import threading
from contextlib import closing

import pytest

from runner.crew import begin
from runner.sandbox.talk import Bell, Together, Wait, finish, readable

SECONDS = 20  # nothing here takes so long; what hangs is told


@pytest.fixture
def together():
    with closing(Together()) as made:
        yield made


@pytest.fixture
def pipe():
    read, write = os.pipe()
    yield read, write
    os.close(read)
    os.close(write)


def read_from(descriptor, told):
    while descriptor not in (yield Wait((descriptor,), SECONDS)):
        pass
    told.append(os.read(descriptor, 9))


def count(to, told, name):
    for n in range(to):
        told.append((name, n))
        yield Wait(seconds=0)


def test_talks_are_led_side_by_side(together):
    told = []
    together.add(count(2, told, "one"))
    together.add(count(3, told, "two"))
    together.lead()
    assert told == [("one", 0), ("two", 0), ("one", 1), ("two", 1), ("two", 2)]


def test_a_talk_goes_on_when_its_descriptor_can_be_read(together, pipe):
    told = []

    def write():
        yield Wait(seconds=0)
        os.write(pipe[1], b"word")

    together.add(read_from(pipe[0], told))
    together.add(write())
    together.lead()
    assert told == [b"word"]


def test_a_talk_that_another_one_adds_is_led_too(together):
    told = []

    def adding():
        together.add(count(1, told, "added"))
        yield Wait(seconds=0)

    together.add(adding())
    together.lead()
    assert told == [("added", 0)]


def test_what_a_talk_raises_reaches_whoever_leads_it(together):
    def failing():
        yield Wait(seconds=0)
        raise ZeroDivisionError

    together.add(failing())
    with pytest.raises(ZeroDivisionError):
        together.lead()


def test_leading_ends_as_soon_as_what_it_was_for_is_known(together):
    told = []
    together.add(count(1000, told, "one"))
    together.lead(until=lambda: len(told) == 3)
    assert len(told) == 3


def test_leading_ends_when_its_seconds_are_over(together, pipe):
    told = []
    together.add(read_from(pipe[0], told))
    together.lead(seconds=0.01)
    assert told == []
    os.write(pipe[1], b"late")
    together.lead()
    assert told == [b"late"]


def test_talks_that_are_given_up_clean_up(pipe):
    cleaned = []

    def careful():
        try:
            yield Wait((pipe[0],), SECONDS)
        finally:
            cleaned.append(True)

    with closing(Together()) as together:
        together.add(careful())
        together.lead(seconds=0)
    assert cleaned == [True]


def waiting_for(event, told):
    while not event.is_set():
        yield Wait(seconds=SECONDS)
    told.append("heard")


def test_a_bell_that_another_thread_rings_wakes_the_one_that_leads(together):
    came, told = threading.Event(), []

    def ring():
        came.set()
        together.bell.ring()

    together.add(waiting_for(came, told))
    together.lead(seconds=0)
    ringing = begin(ring)
    together.lead(seconds=SECONDS / 2)
    ringing.result()
    assert told == ["heard"]


def test_a_bell_that_a_talk_rings_lets_the_talks_before_it_go_on(together):
    came, told = threading.Event(), []

    def ring():
        yield Wait(seconds=0)
        came.set()
        together.bell.ring()

    together.add(waiting_for(came, told))
    together.add(ring())
    together.lead(seconds=SECONDS / 2)
    assert told == ["heard"]


def test_a_bell_may_ring_after_its_end():
    bell = Bell()
    bell.close()
    bell.ring()


def test_one_talk_is_led_to_what_it_comes_to(pipe):
    def reading():
        told = []
        yield from read_from(pipe[0], told)
        return told[0]

    os.write(pipe[1], b"word")
    assert finish(reading()) == b"word"


def test_the_end_of_a_stream_can_be_read(pipe):
    read, write = os.pipe()
    os.close(write)
    assert readable([pipe[0], read], SECONDS) == {read}
    os.close(read)
