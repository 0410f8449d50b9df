from datetime import timedelta

from celery import current_app
from django.utils import timezone

from labs.actions.cancel import cancel
from labs.actions.hand_over import hand_over
from labs.actions.settle import try_again
from labs.actions.sweep import HAND_OVER_GRACE, LOST_AFTER, sweep
from labs.models import State, Submission
from labs.tasks import begin


def test_a_fresh_submission_is_left_to_the_request_that_made_it(owner, take_job):
    sent = Submission.objects.create(learner=owner, lab="softplus", source="f = abs")
    sweep(now=sent.created + HAND_OVER_GRACE / 2)
    assert take_job() is None


def test_a_submission_that_nobody_handed_over_is_handed_over_once(owner, take_job):
    sent = Submission.objects.create(learner=owner, lab="softplus", source="f = abs")
    later = sent.created + 2 * HAND_OVER_GRACE
    sweep(now=later)
    sweep(now=later)
    assert take_job().submission == sent.pk
    assert take_job() is None


def test_of_two_that_hand_over_the_same_submission_one_sends_it(owner, take_job):
    sent = Submission.objects.create(learner=owner, lab="softplus", source="f = abs")
    as_read_before = Submission.objects.get(pk=sent.pk)
    assert hand_over(sent)
    assert not hand_over(as_read_before)
    assert take_job() is not None
    assert take_job() is None


def test_a_job_that_the_broker_lost_is_sent_again_with_the_same_token(owner, send, redis, take_job):
    sent = send(owner)
    redis.flushall()
    sweep(now=timezone.now() + LOST_AFTER)
    assert take_job().attempt == sent.attempt


def test_a_job_that_still_lies_in_the_queue_is_late_and_not_sent_again(owner, send, take_job):
    send(owner)
    sweep(now=timezone.now() + LOST_AFTER)
    assert take_job() is not None
    assert take_job() is None


def test_a_job_that_the_broker_lost_is_sent_again_though_later_ones_still_wait(owner, teammate, send, take_job):
    lost, later = send(owner), send(teammate)
    take_job()
    Submission.objects.filter(pk=lost.pk).update(handed_over=lost.created - LOST_AFTER)
    sweep(now=timezone.now())
    sweep(now=timezone.now())
    assert [take_job().submission, take_job().submission, take_job()] == [later.pk, lost.pk, None]


def test_a_silent_runner_loses_its_submission_to_another(owner, send, take_job, django_capture_on_commit_callbacks):
    sent = send(owner)
    take_job()
    begin(sent.pk, sent.attempt, "here-1")
    with django_capture_on_commit_callbacks(execute=True):
        sweep(now=timezone.now() + timedelta(hours=1))

    again = take_job()
    sent.refresh_from_db()
    assert (sent.state, sent.attempts, sent.begun, sent.lease_until) == (State.QUEUED, 2, None, None)
    assert again.attempt == sent.attempt


def test_a_runner_within_its_lease_keeps_its_submission(owner, send):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    sweep(now=timezone.now())
    sent.refresh_from_db()
    assert sent.state == State.RUNNING


def test_a_runner_that_speaks_up_while_the_sweep_looks_keeps_its_submission(owner, send):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    assert not try_again(sent.pk, sent.attempt, "here-1 went silent", silent_since=timezone.now())
    sent.refresh_from_db()
    assert (sent.state, sent.attempts) == (State.RUNNING, 1)


def test_a_runner_is_asked_to_stop_again_where_word_got_lost(owner, send, redis):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    cancel(sent)
    redis.flushall()
    sweep(now=timezone.now())
    assert redis.exists(f"gradus:cancelled:{sent.pk}")


def test_the_results_worker_sweeps():
    assert "labs.tasks:Sweeping" in current_app.steps["worker"]
    assert "labs.tasks.sweep" in current_app.tasks
