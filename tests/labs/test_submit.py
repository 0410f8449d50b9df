import pytest
from django.contrib.auth.models import User

from labs.actions.submit import RefusedError, readable, submit
from labs.actions.sweep import HAND_OVER_GRACE, sweep
from labs.models import State, Submission
from runner.contract import MAX_SOURCE_BYTES, Ending


def test_a_file_is_kept_and_its_job_lies_in_the_queue_of_its_device(owner, send, take_job):
    sent = send(owner, "flash", "f = abs\n", "cuda")

    job = take_job("cuda")
    assert (job.submission, job.lab, job.source, job.device) == (sent.pk, "flash", "f = abs\n", "cuda")
    assert job.attempt == sent.attempt
    sent.refresh_from_db()
    assert sent.state == State.QUEUED
    assert sent.handed_over is not None
    assert take_job("cpu") is None


def test_nothing_is_queued_before_the_commit(owner, take_job, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        submit(owner, "softplus", "f = abs\n")
    assert take_job() is None


def test_a_waiting_submission_of_the_same_lab_is_replaced(owner, send, redis):
    older = send(owner)
    newer = send(owner)

    older.refresh_from_db()
    assert (older.state, older.verdict) == (State.SETTLED, Ending.CANCELLED)
    assert older.message == f"Replaced by submission {newer.pk} before it began."
    assert redis.exists(f"gradus:cancelled:{older.pk}")
    newer.refresh_from_db()
    assert newer.state == State.QUEUED


def test_a_running_submission_of_the_same_lab_goes_on(owner, send):
    older = send(owner)
    Submission.objects.filter(pk=older.pk).update(state=State.RUNNING)
    send(owner)
    older.refresh_from_db()
    assert older.state == State.RUNNING


def test_a_submission_replaces_nothing_of_another_lab_or_learner(owner, teammate, send):
    other_lab, other_learner = send(owner, "log-sum-exp"), send(teammate)
    send(owner)
    assert Submission.objects.queued().filter(pk__in=[other_lab.pk, other_learner.pk]).count() == 2


def test_without_a_broker_the_submission_is_kept_and_sent_when_it_is_back(owner, send, take_job, broker_away):
    with broker_away():
        sent = send(owner)
    sent.refresh_from_db()
    assert (sent.state, sent.handed_over) == (State.QUEUED, None)
    assert take_job() is None

    sweep(now=sent.created + 2 * HAND_OVER_GRACE)
    assert take_job().submission == sent.pk
    sent.refresh_from_db()
    assert sent.handed_over is not None


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"lab": "softplos"}, "lab", "There is no lab called 'softplos'. Did you mean softplus?"),
        ({"lab": "zzz"}, "lab", "There is no lab called 'zzz'."),
        ({"device": "tpu"}, "device", "There is no device called 'tpu'; cpu and cuda are known."),
        ({"device": "cuda"}, "device", "This lab runs on cpu, not on cuda."),
        ({"source": ""}, "source", "The file is empty: there is nothing to grade."),
        ({"source": " \n\t\n"}, "source", "The file is empty: there is nothing to grade."),
        ({"source": "a = 1\nb = '\0'"}, "source", "Line 2 holds a null character, which Python does not read."),
        ({"source": b"a = 1\n\nb = '\xff'"}, "source", "Line 3 is not UTF-8 text. Save the file as UTF-8"),
        ({"source": "a = '\ud800'"}, "source", "Line 1 holds half a character that UTF-8 cannot write."),
        ({"source": "#" * (MAX_SOURCE_BYTES + 1)}, "source", "This file has 257 KB; a lab takes up to 256 KB."),
        ({"source": "é" * (MAX_SOURCE_BYTES // 2 + 1)}, "source", "This file has 257 KB; a lab takes up to 256 KB."),
    ],
)
def test_what_cannot_be_graded_is_refused_with_a_sentence(owner: User, asked, field, sentence):
    with pytest.raises(RefusedError) as refusal:
        submit(owner, **{"lab": "softplus", "source": "f = abs", "device": "cpu", **asked})
    assert refusal.value.sentences[field].startswith(sentence)
    assert not Submission.objects.exists()


def test_a_file_of_exactly_the_limit_is_taken(owner, send):
    assert len(send(owner, source="#" * MAX_SOURCE_BYTES).source) == MAX_SOURCE_BYTES


@pytest.mark.parametrize("source", [b"\xef\xbb\xbfx = 1\r\ny = 2\r\n", "\ufeffx = 1\ry = 2\r", "x = 1\ny = 2\n"])
def test_line_ends_and_byte_order_marks_of_other_systems_are_made_plain(source):
    assert readable(source) == "x = 1\ny = 2\n"
