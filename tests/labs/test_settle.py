import json
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from labs.actions.settle import GIVEN_UP, MAX_ATTEMPTS, settle
from labs.models import CheckResult, State, Submission, storable
from labs.tasks import begin
from labs.tasks import settle as settle_task
from runner.contract import LEASE_SECONDS, ContractError, Ending
from tests.labs.verdicts import failed, passed, verdict_on


def kinds_told(redis, submission):
    entries = redis.xrange(f"gradus:events:{submission.pk}")
    return [json.loads(fields[b"event"])["kind"] for _, fields in entries]


def test_a_verdict_settles_the_submission_with_all_it_says(owner, send, a_diagnosis):
    sent = send(owner)
    checks = passed("values"), failed("slope", detail={"inputs": {"x": "[1.]"}}, output="hello\n")
    assert settle(verdict_on(sent, Ending.FAILED, *checks, diagnosis=a_diagnosis, lab_digest="d1"))

    sent.refresh_from_db()
    assert (sent.state, sent.verdict, sent.seconds) == (State.SETTLED, "failed", 0.2)
    assert (sent.seed, sent.runner, sent.isolation, sent.lab_digest) == ("5eed", "here-1", "strict", "d1")
    assert sent.diagnosis["title"] == "The maximum is not taken out"
    assert [(c.name, c.outcome) for c in sent.checks.all()] == [("values", "passed"), ("slope", "failed")]
    assert sent.checks.last().detail == {"inputs": {"x": "[1.]"}}
    assert sent.checks.last().output == "hello\n"


def test_a_second_verdict_changes_nothing(owner, send):
    sent = send(owner)
    assert settle(verdict_on(sent, Ending.FAILED, failed("values")))
    assert not settle(verdict_on(sent, Ending.PASSED, passed("values"), passed("slope")))

    sent.refresh_from_db()
    assert sent.verdict == "failed"
    assert CheckResult.objects.count() == 1


def test_a_verdict_with_another_token_is_ignored(owner, send):
    sent = send(owner)
    stale = verdict_on(sent)
    Submission.objects.filter(pk=sent.pk).requeue()
    assert not settle(stale)
    sent.refresh_from_db()
    assert sent.state == State.QUEUED


def test_a_verdict_is_told_only_once_the_database_has_it(owner, send, redis, django_capture_on_commit_callbacks):
    sent = send(owner)
    with django_capture_on_commit_callbacks() as callbacks:
        settle(verdict_on(sent))
        assert kinds_told(redis, sent) == []
    for callback in callbacks:
        callback()
    assert kinds_told(redis, sent) == ["settled"]


def test_our_own_failure_is_tried_again_under_a_new_token(
    owner, send, take_job, redis, django_capture_on_commit_callbacks
):
    sent = send(owner)
    first = take_job()
    with django_capture_on_commit_callbacks(execute=True):
        assert settle(verdict_on(sent, Ending.OURS, message="the zygote died"))

    sent.refresh_from_db()
    assert (sent.state, sent.attempts, sent.verdict) == (State.QUEUED, 2, "")
    second = take_job()
    assert second.attempt == sent.attempt != first.attempt
    assert kinds_told(redis, sent) == ["requeued"]


def test_after_the_last_attempt_our_failure_is_the_verdict(owner, send):
    sent = send(owner)
    for _ in range(MAX_ATTEMPTS):
        sent.refresh_from_db()
        assert sent.state == State.QUEUED
        settle(verdict_on(sent, Ending.OURS))
    sent.refresh_from_db()
    assert (sent.state, sent.verdict, sent.message) == (State.SETTLED, "ours", GIVEN_UP)


def test_a_submission_to_be_cancelled_is_not_tried_again(owner, send):
    sent = send(owner)
    Submission.objects.filter(pk=sent.pk).update(state=State.RUNNING, cancel_asked=timezone.now())
    settle(verdict_on(sent, Ending.OURS))
    sent.refresh_from_db()
    assert sent.verdict == "cancelled"


def test_a_runner_that_begins_gets_a_lease(owner, send):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    sent.refresh_from_db()
    assert (sent.state, sent.runner) == (State.RUNNING, "here-1")
    assert sent.lease_until - sent.begun == timedelta(seconds=LEASE_SECONDS)


def test_beginning_again_prolongs_the_lease_and_keeps_the_time_of_beginning(owner, send):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    sent.refresh_from_db()
    begun, lease = sent.begun, sent.lease_until
    begin(sent.pk, sent.attempt, "here-1")
    sent.refresh_from_db()
    assert sent.begun == begun
    assert sent.lease_until > lease


@pytest.mark.parametrize("attempt", ["present", "past"])
def test_a_beginning_that_comes_late_changes_nothing(owner, send, attempt):
    sent = send(owner)
    token = sent.attempt if attempt == "present" else "0" * 32
    settle(verdict_on(sent))
    begin(sent.pk, token, "here-2")
    sent.refresh_from_db()
    assert (sent.state, sent.runner) == (State.SETTLED, "here-1")


def test_the_task_takes_a_verdict_as_the_contract_writes_it(owner, send):
    sent = send(owner)
    settle_task(json.loads(json.dumps(verdict_on(sent, Ending.PASSED, passed("values")).to_json())))
    sent.refresh_from_db()
    assert sent.verdict == "passed"


def test_a_verdict_of_another_contract_version_settles_nothing(owner, send):
    sent = send(owner)
    with pytest.raises(ContractError):
        settle_task(verdict_on(sent).to_json() | {"version": 99})
    sent.refresh_from_db()
    assert sent.state == State.QUEUED


def test_prints_and_tensors_that_a_database_refuses_are_kept_as_far_as_it_takes_them(owner, send):
    sent = send(owner)
    odd = failed("values", output="a\0b\ud800", detail={"heat": {"values": [[float("nan"), 1.0]]}})
    assert settle(verdict_on(sent, Ending.FAILED, odd, message="\0"))
    kept = sent.checks.get()
    assert kept.output == "a\ufffdb?"
    assert kept.detail == {"heat": {"values": [[None, 1.0]]}}


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def texts_in(value):
    match value:
        case str():
            yield value
        case dict():
            yield from texts_in([*value.keys(), *value.values()])
        case list():
            for part in value:
                yield from texts_in(part)


@given(plain)
def test_what_is_stored_is_valid_json_in_valid_utf_8_without_null_characters(value):
    kept = storable(value)
    json.dumps(kept, allow_nan=False, ensure_ascii=False).encode("utf-8")
    assert not any("\0" in text for text in texts_in(kept))
    assert storable(kept) == kept
