from labs.actions.cancel import cancel
from labs.actions.settle import settle
from labs.models import State
from labs.tasks import begin
from tests.labs.verdicts import verdict_on


def test_a_waiting_submission_is_cancelled_at_once(owner, send, redis):
    sent = send(owner)
    cancel(sent)
    sent.refresh_from_db()
    assert (sent.state, sent.verdict, sent.message) == (State.SETTLED, "cancelled", "Cancelled before it began.")
    assert redis.exists(f"gradus:cancelled:{sent.pk}")


def test_the_runner_of_a_running_submission_is_asked_to_stop(owner, send, redis):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    cancel(sent)
    sent.refresh_from_db()
    assert (sent.state, sent.verdict) == (State.RUNNING, "")
    assert sent.cancel_asked is not None
    assert redis.exists(f"gradus:cancelled:{sent.pk}")


def test_a_settled_submission_keeps_its_verdict(owner, send, redis):
    sent = send(owner)
    settle(verdict_on(sent))
    cancel(sent)
    sent.refresh_from_db()
    assert (sent.verdict, sent.cancel_asked) == ("passed", None)
    assert not redis.exists(f"gradus:cancelled:{sent.pk}")


def test_cancelling_holds_though_redis_does_not_answer(owner, send, broker_away):
    sent = send(owner)
    with broker_away():
        cancel(sent)
    sent.refresh_from_db()
    assert sent.verdict == "cancelled"


def test_a_learner_cancels_by_a_button(owners, owner, send):
    sent = send(owner)
    assert owners.post(f"/labs/submissions/{sent.pk}/cancel/").url == f"/labs/submissions/{sent.pk}/"
    sent.refresh_from_db()
    assert sent.verdict == "cancelled"


def test_nobody_cancels_what_another_sent(teammates, owner, send):
    sent = send(owner)
    assert teammates.post(f"/labs/submissions/{sent.pk}/cancel/").status_code == 404
    sent.refresh_from_db()
    assert sent.state == State.QUEUED
