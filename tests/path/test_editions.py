"""What is kept of a roadmap in the process is what the database says of it, whatever happens to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from roadmap.path import editions
from roadmap.path.editions import editions_of
from roadmap.path.evidence import facts_of
from roadmap.path.models import Roadmap, Topic, TopicLink
from roadmap.path.standing import standings
from tests.roadmaps import make_roadmap

Queries = Callable[[int], AbstractContextManager[object]]
ONE = "# R\n## P\n- [ ] First [[lab:activation-zoo]] ^first\n  - [ ] Below ^below\n"
OTHER = "# R\n## P\n- [ ] Second ^second\n- [ ] First, with other words ^first\n"


def topics_kept(roadmap: Roadmap) -> list[tuple[int, str, str]]:
    (edition,) = editions_of([roadmap])
    return [(topic.pk, topic.concept.key, topic.concept.title) for topic in edition.topics]


def topics_stored(roadmap: Roadmap) -> list[tuple[int, str, str]]:
    return [(topic.pk, topic.concept.key, topic.concept.title) for topic in Topic.objects.of(roadmap)]


def test_an_edition_is_read_once(owner: User, django_assert_num_queries: Queries) -> None:
    roadmap = make_roadmap(ONE, slug="r")
    assert topics_kept(roadmap) == topics_stored(roadmap)
    with django_assert_num_queries(0):
        topics_kept(Roadmap(pk=roadmap.pk, edition=roadmap.edition))


def test_several_are_read_together(owner: User, django_assert_num_queries: Queries) -> None:
    roadmaps = [make_roadmap(ONE.replace("# R", f"# R{number}"), owner, slug=f"r{number}") for number in range(5)]
    with django_assert_num_queries(3):
        assert len({edition.topics[0].pk for edition in editions_of(roadmaps)}) == 5


def test_what_is_written_anew_is_read_anew(owner: User) -> None:
    before = make_roadmap(ONE, slug="r")
    topics_kept(before)
    for text in (OTHER, ONE):  # the same words again are other rows
        make_roadmap(text, slug="r")
        after = Roadmap.objects.get(slug="r")
        assert after.edition != before.edition
        assert topics_kept(after) == topics_stored(after)


def test_what_was_taken_back_is_forgotten(owner: User) -> None:
    roadmap = make_roadmap(ONE, slug="r")
    with pytest.raises(RuntimeError), transaction.atomic():
        make_roadmap(OTHER, slug="r")
        assert [key for _, key, _ in topics_kept(Roadmap.objects.get(slug="r"))] == ["second", "first"]
        raise RuntimeError
    assert topics_kept(Roadmap.objects.get(slug="r")) == topics_stored(roadmap)


def test_a_concept_has_its_new_words_in_every_roadmap(owner: User) -> None:
    own = make_roadmap("# Own\n## P\n- [ ] Mine ^first\n", owner, slug="own")
    make_roadmap(ONE, slug="r")
    topics_kept(own)
    make_roadmap(OTHER, slug="r")
    own.refresh_from_db()
    assert topics_kept(own)[0][2] == "First, with other words"


def test_links_are_those_of_the_topic_in_their_order(owner: User) -> None:
    text = "# R\n## P\n- [ ] First [[lab:counter]] [[paper:2001.00001]] [[lab:activation-zoo]] ^first\n"
    (edition,) = editions_of([make_roadmap(text, slug="r")])
    assert edition.named(edition.topics[0], TopicLink.Kind.LAB) == ["counter", "activation-zoo"]


def test_no_more_are_kept_than_the_process_has_room_for(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "KEPT", 2)
    for number in range(4):
        editions_of([make_roadmap(ONE.replace("# R", f"# R{number}"), owner, slug=f"r{number}")])
    assert len(editions._kept) == 2


def test_one_learner_does_not_see_what_anothers_roadmap_asks_for(owner: User) -> None:
    make_roadmap("# Own\n## P\n- [ ] Mine #proof/note ^first\n", owner, slug="own")
    standings(owner)
    other = User.objects.create_user("other")
    assert standings(other) == []
    assert facts_of(other).asking.asked == {}
    assert list(facts_of(owner).asking.asked) == ["first"]
