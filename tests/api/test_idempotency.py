"""A POST that is sent twice is done once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from labs.models import Submission
from roadmap.api.models import CUT_OFF, KEPT, KeptAnswer
from tests.api.conftest import client_of

ADDRESS = "/api/submissions/"
CODE = {"lab": "activation-zoo", "source": "f = abs\n"}


def post(api, key="a", form="json", **changes):
    return api.post(ADDRESS, CODE | changes, format=form, headers={"Idempotency-Key": key})


def test_sent_again_it_is_done_once_and_answered_the_same(api):
    first, again = post(api), post(api)
    assert (first.status_code, again.status_code, Submission.objects.count()) == (201, 201, 1)
    assert first.content == again.content
    assert [again.headers[name] == first.headers[name] for name in ("ETag", "Location")] == [True, True]
    assert (again.headers["Idempotency-Replayed"], first.headers.get("Idempotency-Replayed")) == ("true", None)


def test_quotes_about_a_key_do_not_count(api):
    assert post(api, '"a b"').status_code == post(api, '"a b"').status_code == 201
    assert post(api, "c").json() == post(api, '"c"').json()
    assert Submission.objects.count() == 2


def test_a_file_sent_again_under_another_boundary_is_the_same_request(api):
    answers = [post(api, form="multipart", source=SimpleUploadedFile("mine.py", b"f = abs\n")) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    other = post(api, form="multipart", source=SimpleUploadedFile("mine.py", b"f = max\n"))
    assert other.status_code == 422


def test_another_request_under_the_same_key_is_refused(api):
    post(api)
    answer = post(api, source="f = max\n")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradus:problem:key-reused")
    assert Submission.objects.count() == 1


def test_a_key_belongs_to_its_learner(api, teammates_api):
    assert post(api).json()["id"] != post(teammates_api).json()["id"]


def test_what_was_refused_leaves_the_key_free(api):
    assert post(api, lab="nothing").status_code == 400
    assert post(api).status_code == 201


@pytest.mark.parametrize("key", ["", '""', "ü", "x" * 256, "a\tb"])
def test_what_is_no_key_is_refused(api, key):
    answer = post(api, key)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["Idempotency-Key"])
    assert not Submission.objects.exists()


def test_while_the_first_is_running_the_second_waits(api):
    post(api)
    KeptAnswer.objects.update(status=None)
    answer = post(api)
    assert (answer.status_code, answer.headers["Retry-After"]) == (409, "1")
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(("status", "age"), [(None, CUT_OFF), (201, KEPT)])
def test_a_key_cut_off_or_too_old_may_be_used_anew(api, status, age):
    post(api)
    KeptAnswer.objects.update(status=status, begun=timezone.now() - age - timedelta(seconds=1))
    assert post(api).status_code == 201
    assert (Submission.objects.count(), KeptAnswer.objects.count()) == (2, 1)


def test_a_request_that_failed_half_way_did_nothing(owner, redis, monkeypatch):
    from roadmap.api import idempotency

    api = client_of(owner)
    api.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(idempotency, "KEPT_HEADERS", None)
        assert post(api).status_code == 500
    assert not Submission.objects.exists()
    assert not KeptAnswer.objects.exists()
    assert post(api).status_code == 201


def test_without_a_key_nothing_is_kept(api):
    api.post(ADDRESS, CODE, format="json")
    assert not KeptAnswer.objects.exists()
