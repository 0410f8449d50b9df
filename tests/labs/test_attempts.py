"""From one attempt to those around it."""

import re

import pytest


def links(page):
    return dict(re.findall(r'<a href="(/labs/submissions/\d+/)" data-key="([][])"', page.content.decode()))


@pytest.fixture
def three(owner, send):
    return [send(owner, source=f"f = {number}\n") for number in range(3)]


def test_the_attempts_before_and_after_are_a_key_away(owners, three):
    first, second, third = (f"/labs/submissions/{one.pk}/" for one in three)
    assert links(owners.get(second)) == {first: "[", third: "]"}


def test_the_first_and_the_last_attempt_have_one_neighbour(owners, three):
    first, second, third = (f"/labs/submissions/{one.pk}/" for one in three)
    assert links(owners.get(first)) == {second: "]"}
    assert links(owners.get(third)) == {second: "["}


def test_attempts_of_another_learner_or_lab_are_no_neighbours(owners, owner, teammate, send):
    send(teammate)
    mine = send(owner)
    send(owner, "log-sum-exp")
    assert links(owners.get(f"/labs/submissions/{mine.pk}/")) == {}
