"""Server-sent events are read the same however their bytes arrive."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gradus_client.events import EventReader, Told

ENDS = ("\n", "\r\n", "\r")
told = st.builds(
    Told,
    st.text("abcdefgh", min_size=1, max_size=8),
    st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3),
    st.from_regex(r"[0-9]{1,9}-[0-9]", fullmatch=True),
)


def written(one: Told, end: str) -> str:
    data = json.dumps(one.data, ensure_ascii=False, indent=1)
    lines = [f"id: {one.position}", f"event:{one.kind}", *(f"data: {line}" for line in data.split("\n"))]
    return end.join([": a comment", *lines, "", ""])


def parts_of(content: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(content) + 1) for cut in cuts), len(content)]
    return [content[start:stop] for start, stop in pairwise(places)]


def read(parts: list[bytes]) -> list[Told]:
    reader = EventReader()
    return [one for part in parts for one in reader.feed(part)]


@given(st.lists(told, max_size=5), st.sampled_from(ENDS), st.lists(st.integers(0, 10**6), max_size=12))
def test_events_arrive_whole_wherever_the_bytes_are_cut(events, end, cuts):
    content = "".join(written(one, end) for one in events).encode()
    # A lone carriage return at the very end might still become half of a line's end.
    assert read([*parts_of(content, cuts), b": more\n"]) == events


@given(told, st.integers(0, 10**6))
def test_an_event_that_broke_off_is_not_given(event, cut):
    content = written(event, "\n").encode()
    assert read([content[: cut % (len(content) - 1)]]) == []


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_what_is_no_stream_of_events_harms_nothing(parts):
    assert all(isinstance(one, Told) for one in read(parts))


def test_a_position_holds_until_another_is_told():
    heard = read([b'id: 7\ndata: {"a": 1}\n\ndata: {"b": 2}\n\nevent: x\n\nid: 8\0\ndata: []\n\n'])
    assert heard == [Told("", {"a": 1}, "7"), Told("", {"b": 2}, "7"), Told("", {}, "7")]
