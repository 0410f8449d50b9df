import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from knox.models import AuthToken
from rest_framework.test import APIClient

from labs.actions.settle import settle
from labs.models import Submission
from runner.contract import MAX_SOURCE_BYTES, Diagnosis, Ending
from tests.labs.conftest import write_lab
from tests.labs.verdicts import failed, passed, verdict_on

URL = "/api/submissions/"


def api_of(learner):
    client = APIClient()
    _, token = AuthToken.objects.create(learner, expiry=timedelta(hours=1))
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


@pytest.fixture
def api(owner):
    return api_of(owner)


def post(api, **asked):
    return api.post(URL, {"lab": "softplus", "source": "f = abs\n", **asked}, format="json")


def test_code_sent_is_a_waiting_submission(api, owner):
    answer = post(api)
    assert answer.status_code == 201
    sent = Submission.objects.get()
    assert (sent.learner, sent.source, answer.data["id"]) == (owner, "f = abs\n", sent.pk)
    for name, value in {"lab": "softplus", "device": "cpu", "state": "queued", "source": "f = abs\n"}.items():
        assert answer.data[name] == value
    assert (answer.data["verdict"], answer.data["diagnosis"], answer.data["checks"]) == (None, None, [])


def test_a_settled_submission_tells_verdict_checks_and_diagnosis(api, owner, send):
    sent = send(owner)
    hint = Diagnosis("no_max", "The maximum", "It overflows.")
    settle(verdict_on(sent, Ending.FAILED, passed("loads"), failed("values"), diagnosis=hint))

    told = api.get(f"{URL}{sent.pk}/").json()
    assert (told["id"], told["lab"], told["state"], told["verdict"]) == (sent.pk, "softplus", "settled", "failed")
    assert told["seconds"] == 0.2
    assert told["diagnosis"] == {"name": "no_max", "title": "The maximum", "explanation": "It overflows."}
    wanted = {"name": "values", "outcome": "failed", "message": "It is not.", "seconds": 0.0}
    assert wanted.items() <= told["checks"][1].items()


def test_a_file_may_be_sent_as_it_is(api):
    file = SimpleUploadedFile("mine.py", "f = 'é'\r\n".encode())
    answer = api.post(URL, {"lab": "softplus", "source": file}, format="multipart")
    assert answer.status_code == 201
    assert answer.json()["source"] == "f = 'é'\n"


def test_nothing_of_the_source_is_trimmed(api):
    assert post(api, source="\n\n  f = 1  \n\n").json()["source"] == "\n\n  f = 1  \n\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"lab": "softplos"}, {"lab": ["There is no lab called 'softplos'. Did you mean softplus?"]}),
        ({"device": "tpu"}, {"device": ["There is no device called 'tpu'; cpu and cuda are known."]}),
        ({"device": "cuda"}, {"device": ["This lab runs on cpu, not on cuda."]}),
        ({"source": ""}, {"source": ["The file is empty: there is nothing to grade."]}),
        ({"source": 7}, {"source": ["This is not text. Send the file's content as a string."]}),
        (
            {"source": "#" * (MAX_SOURCE_BYTES + 1)},
            {"source": ["This file has 257 KB; a lab takes up to 256 KB. It was not sent."]},
        ),
    ],
)
def test_bad_input_is_answered_with_a_sentence_for_its_field(api, asked, told):
    answer = post(api, **asked)
    assert (answer.status_code, answer.json()["errors"]) == (400, told)
    assert not Submission.objects.exists()


def test_missing_fields_are_named(api):
    answer = api.post(URL, {}, format="json")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"lab", "source"}


def test_an_upload_that_is_too_long_is_refused_by_its_size(api):
    file = SimpleUploadedFile("mine.py", b"#" * (MAX_SOURCE_BYTES + 1))
    answer = api.post(URL, {"lab": "softplus", "source": file}, format="multipart")
    assert answer.json()["errors"] == {"source": ["This file has 257 KB; a lab takes up to 256 KB. It was not sent."]}


def test_json_far_beyond_any_source_is_not_read(api):
    answer = api.post(URL, b'{"lab": "' + b" " * 7 * MAX_SOURCE_BYTES, content_type="application/json")
    assert answer.status_code == 400
    assert "a lab takes up to 256 KB" in answer.json()["errors"]["source"][0]


@pytest.mark.parametrize(
    "sent",
    [
        ({"lab": "softplus", "source": SimpleUploadedFile("mine.py", b"f = '\xff'")}, "multipart", None),
        (b'{"lab": "softplus", "source": "f = \'\xff\'"}', None, "application/json"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused(api, sent):
    body, form, content_type = sent
    answer = api.post(URL, body, format=form, content_type=content_type)
    assert answer.status_code == 400
    assert "not UTF-8 text" in answer.json()["errors"]["source"][0]


def test_a_form_field_that_was_not_utf_8_is_refused(api):
    body = b"--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nf = '\xff'\r\n--b--\r\n"
    answer = api.post(URL, body, content_type="multipart/form-data; boundary=b")
    assert "not UTF-8 text" in answer.json()["errors"]["source"][0]


def test_json_that_does_not_parse_is_a_bad_request(api):
    assert api.post(URL, b"{", content_type="application/json").status_code == 400


def test_the_list_is_filtered_and_paged(api, owner, send):
    first, second = send(owner), send(owner, "log-sum-exp")
    settle(verdict_on(first))
    assert [one["id"] for one in api.get(URL).json()["results"]] == [second.pk, first.pk]
    for asked in ({"lab": "softplus"}, {"state": "settled"}, {"verdict": "passed"}):
        assert [one["id"] for one in api.get(URL, asked).json()["results"]] == [first.pk]
    page = api.get(URL, {"page_size": 1}).json()
    assert (bool(page["next"]), len(page["results"])) == (True, 1)
    assert "source" not in page["results"][0]


def test_an_unknown_filter_value_is_named(api):
    assert set(api.get(URL, {"state": "asleep"}).json()["errors"]) == {"state"}


def test_a_waiting_submission_is_cancelled(api, owner, send):
    sent = send(owner)
    answer = api.post(f"{URL}{sent.pk}/cancel/")
    assert (answer.status_code, answer.json()["verdict"]) == (200, "cancelled")


def test_nobody_reads_lists_or_cancels_what_another_sent(owner, teammate, send):
    sent, api = send(owner), api_of(teammate)
    assert api.get(f"{URL}{sent.pk}/").status_code == 404
    assert api.post(f"{URL}{sent.pk}/cancel/").status_code == 404
    assert api.get(URL).json()["results"] == []


@pytest.mark.parametrize("address", [URL, f"{URL}1/", "/api/labs/", "/api/labs/softplus/"])
def test_without_a_token_nothing_is_told(db, address):
    assert APIClient().get(address).status_code == 401


def test_the_catalogue_is_listed_and_searched(api):
    assert [lab["slug"] for lab in api.get("/api/labs/").json()["results"]] == ["softplus", "log-sum-exp", "flash"]
    assert [lab["slug"] for lab in api.get("/api/labs/", {"search": "tiles"}).json()["results"]] == ["flash"]


def test_a_lab_tells_what_one_needs_to_begin(api):
    lab = api.get("/api/labs/softplus/").json()
    assert lab["starter"].startswith("def f(x):")
    assert lab["defines"] == ["f", "f_grad"]
    assert lab["limits"] == {"seconds": 5.0, "memory_mb": 512, "output_kb": 64}
    assert lab["checks"][0] == {"name": "values", "title": "`f(x)` is the value."}
    assert "reference" not in lab


def test_an_unknown_lab_is_not_found(api):
    answer = api.get("/api/labs/nonsense/")
    assert (answer.status_code, answer.json()["detail"]) == (404, "There is no lab called nonsense.")


def test_the_schema_is_valid_and_complete_without_a_warning(tmp_path):
    file = tmp_path / "schema.json"
    call_command("spectacular", "--format", "openapi-json", "--validate", "--fail-on-warn", "--file", str(file))
    schema = json.loads(file.read_text())
    routes = {"/api/submissions/", "/api/submissions/{id}/", "/api/submissions/{id}/cancel/", "/api/labs/{slug}/"}
    assert routes <= set(schema["paths"])
    assert schema["components"]["schemas"]["Submission"]["properties"]["verdict"]["nullable"]


def test_the_list_tells_how_one_stands_with_each_lab_and_is_narrowed_by_it(api, owner, teammate, send):
    settle(verdict_on(send(owner), Ending.PASSED, passed("loads")))
    Submission.objects.create(learner=owner, lab="flash", source="f = abs")
    Submission.objects.create(learner=teammate, lab="log-sum-exp", source="f = abs")

    states = {lab["slug"]: lab["state"] for lab in api.get("/api/labs/").json()["results"]}
    assert states == {"softplus": "proven", "log-sum-exp": "not_begun", "flash": "under_way"}
    for slug, state in states.items():
        assert [lab["slug"] for lab in api.get("/api/labs/", {"state": state}).json()["results"]] == [slug]
    assert api.get("/api/labs/", {"state": "done"}).status_code == 400


def test_the_list_is_narrowed_by_the_time_at_hand_and_by_what_one_is_ready_for(api, owner, settings, tmp_path):
    settings.CATALOG_DIR = tmp_path
    for slug, builds_on in {"first": [], "second": ["first"], "third": ["second"]}.items():
        write_lab(tmp_path / "topic" / slug, slug, "numpy", "core", ["cpu"], builds_on)
    facts = tmp_path / "topic" / "third" / "lab.toml"
    facts.write_text("minutes = 90\n" + facts.read_text())
    Submission.objects.create(learner=owner, lab="first", source="f = abs", state="settled", verdict="passed")

    def slugs(**asked):
        return [lab["slug"] for lab in api.get("/api/labs/", asked).json()["results"]]

    assert {lab["slug"]: lab["ready"] for lab in api.get("/api/labs/").json()["results"]} == {
        "first": False,
        "second": True,
        "third": False,
    }
    assert (slugs(ready="true"), slugs(ready="false")) == (["second"], ["first", "third"])
    assert slugs(minutes=30) == ["first", "second"]
    assert api.get("/api/labs/", {"minutes": "soon"}).status_code == 400
