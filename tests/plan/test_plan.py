"""The three questions: asked once, put off, changed later; what is known already is claimed and never proven."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from labs.models import Draft, Submission
from roadmap.papers.models import Paper
from roadmap.path.evidence import status_of
from roadmap.path.models import Tick
from roadmap.plan.models import Plan
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

TEXT = """
# First
The way in. It has two phases.

## Begin ^begin
- [ ] One [[lab:one]] ^first-one
- [ ] Both ^both
  - [ ] Two [[lab:two]] ^second-one
  - [ ] Told #proof/note ^told
- [ ] Reached [[lab:one]] [[lab:two]] #milestone ^reached

## Go on ^go-on
- [ ] Three [[lab:three]] ^third-one
- [ ] Two again [[lab:two]] ^second-one
"""
QUESTIONS = "Three questions, then your first lab"


@pytest.fixture(autouse=True)
def roadmap(db: None, settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two", "three")
    make_roadmap(TEXT)


@pytest.fixture
def page(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def text_of(client: Client, name: str = "today") -> str:
    return client.get(reverse(name)).content.decode()


def answer(client: Client, **sent: Any) -> Any:
    return client.post(reverse("plan-save"), {"roadmaps": ["first"], "hours": "5", **sent}, follow=True)


def claimed(learner: User) -> set[str]:
    ticks = Tick.objects.filter(learner=learner, state="claimed")
    return set(ticks.values_list("concept__key", flat=True))


def test_a_newcomer_is_asked_on_today_itself(page: Client) -> None:
    assert QUESTIONS in text_of(page)


def test_three_answers_lead_to_today_with_a_first_lab(page: Client, owner: User) -> None:
    answered = answer(page, all=["first/begin"])
    text = answered.content.decode()
    assert answered.redirect_chain == [("/", 302)]
    assert QUESTIONS not in text
    assert f'class="button primary" href="{reverse("lab", args=["three"])}"' in text
    plan = owner.plan
    assert (plan.roadmaps, plan.hours) == (["first"], 5)
    assert plan.answered is not None


@pytest.mark.parametrize("name", ["path-index", "labs-index", "notes-index", "dashboard", "plan", "tour"])
def test_unanswered_questions_stand_before_no_other_page(page: Client, redis: Any, name: str) -> None:
    assert QUESTIONS not in text_of(page, name)


@pytest.mark.parametrize("what", ["tick", "submission", "draft", "paper", "roadmap"])
def test_whoever_has_something_here_is_not_asked(page: Client, owner: User, what: str) -> None:
    {
        "tick": lambda: say(owner, "told", "claimed"),
        "submission": lambda: send(owner, "one", "failed"),
        "draft": lambda: Draft.objects.keep(owner, "two", "def solve(): ..."),
        "paper": lambda: Paper.objects.create(learner=owner, title="Read"),
        "roadmap": lambda: make_roadmap("# Mine\n## Part\n- [ ] Own ^own\n", owner, "mine"),
    }[what]()
    assert QUESTIONS not in text_of(page)
    assert "Which roadmap do you follow?" in text_of(page, "plan")


def test_the_questions_can_be_put_off_and_wait_at_your_plan(page: Client, owner: User) -> None:
    assert QUESTIONS not in page.post(reverse("plan-later"), follow=True).content.decode()
    assert QUESTIONS not in text_of(page)
    assert owner.plan.answered is None
    assert "Which roadmap do you follow?" in text_of(page, "plan")


def test_putting_off_keeps_what_was_answered_before(page: Client, owner: User) -> None:
    answer(page)
    page.post(reverse("plan-later"))
    assert Plan.objects.get(learner=owner).hours == 5


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"hours": ""}, "Say how many hours a week you have"),
        ({"hours": "many"}, "Enter a number"),
        ({"hours": "0"}, "greater than or equal to 0.5"),
        ({"roadmaps": []}, "Choose one roadmap at least"),
        ({"roadmaps": ["gone"]}, "not here any more"),
    ],
)
def test_an_answer_that_is_not_right_is_asked_again_with_all_that_was_chosen(
    page: Client, owner: User, sent: dict[str, Any], sentence: str
) -> None:
    answered = answer(page, known=["told"], all=["first/go-on"], **sent)
    text = answered.content.decode()
    assert answered.status_code == 422
    assert sentence in text
    assert 'value="told" checked' in text
    assert 'value="first/go-on" checked' in text
    assert not Plan.objects.filter(learner=owner).exists()
    assert claimed(owner) == set()


def test_a_phase_known_as_a_whole_claims_its_topics_and_proves_none(page: Client, owner: User) -> None:
    answer(page, all=["first/begin"])
    assert claimed(owner) == {"first-one", "second-one", "told"}
    assert set(status_of(owner, claimed(owner)).values()) == {"claimed"}


def test_a_section_claims_what_stands_under_it(page: Client, owner: User) -> None:
    answer(page, all=["first/begin/both"])
    assert claimed(owner) == {"second-one", "told"}


def test_what_is_proven_or_skipped_is_left_as_it_is_by_a_whole_phase(page: Client, owner: User) -> None:
    Submission.objects.filter(pk=send(owner, "one").pk).update(settled=timezone.now())
    say(owner, "told", "skipped")
    answer(page, all=["first/begin"])
    assert status_of(owner, ["first-one", "second-one", "told"]) == {
        "first-one": "proven",
        "second-one": "claimed",
        "told": "skipped",
    }


def test_a_milestone_cannot_be_known_already(page: Client, owner: User) -> None:
    answer(page, known=["reached", "no-such-topic"])
    assert claimed(owner) == set()


def test_a_topic_left_out_later_is_not_claimed_any_more(page: Client, owner: User) -> None:
    answer(page, known=["told", "first-one"])
    answer(page, known=["told"], claimed="told first-one")
    assert claimed(owner) == {"told"}


def test_a_claim_made_elsewhere_meanwhile_stays(page: Client, owner: User) -> None:
    say(owner, "third-one", "claimed")
    answer(page, known=["told"], claimed="")
    assert claimed(owner) == {"told", "third-one"}


def test_one_press_takes_back_what_the_answer_ticked_and_nothing_else(page: Client, owner: User) -> None:
    say(owner, "third-one", "claimed")
    answer(page, all=["first/begin"], known=["third-one"], claimed="third-one")
    assert "You ticked 3 topics as known today" in text_of(page)
    page.post(reverse("plan-undo"))
    assert claimed(owner) == {"third-one"}
    assert "You ticked" not in text_of(page)


def test_a_skip_since_is_not_taken_back_with_the_ticks(page: Client, owner: User) -> None:
    answer(page, known=["told"])
    say(owner, "told", "skipped")
    page.post(reverse("plan-undo"))
    assert status_of(owner, ["told"]) == {"told": "skipped"}


def test_answers_are_each_learners_own(page: Client, owner: User, teammate: User) -> None:
    answer(page, all=["first/begin"])
    page.force_login(teammate)
    assert QUESTIONS in text_of(page)
    assert claimed(teammate) == set()
    page.post(reverse("plan-undo"))
    assert claimed(owner) != set()


def test_another_learners_roadmap_can_be_neither_seen_nor_followed(page: Client, owner: User, teammate: User) -> None:
    make_roadmap("# Theirs\n## Part\n- [ ] Secret ^secret\n", teammate, "theirs")
    assert "Secret" not in text_of(page, "plan")
    assert answer(page, roadmaps=["theirs"], known=["secret"]).status_code == 422
    assert claimed(owner) == set()


def test_the_questions_take_as_many_queries_for_much_as_for_little(
    page: Client, owner: User, django_assert_max_num_queries: Any
) -> None:
    lines = "".join(f"- [ ] T{number} [[lab:one]] ^t{number}\n" for number in range(200))
    make_roadmap(f"# Long\n## All\n{lines}", slug="long")
    for number in range(100):
        say(owner, f"t{number}", "claimed")
    with django_assert_max_num_queries(16):
        assert page.get(reverse("plan")).status_code == 200
