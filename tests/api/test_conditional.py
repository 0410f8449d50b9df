"""ETags: what did not change is not sent, and what changed is not written over."""

import gzip

import pytest

from labs.models import Submission
from roadmap.notes.writing import write


@pytest.fixture
def address(sent):
    return f"/api/submissions/{sent().pk}/"


def test_what_the_reader_holds_is_not_sent_again(api, address):
    tag = api.get(address).headers["ETag"]
    again = api.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


def test_a_row_that_changed_has_another_tag(api, address):
    before = api.get(address).headers["ETag"]
    Submission.objects.update(message="Changed.")
    response = api.get(address, headers={"If-None-Match": before})
    assert response.status_code == 200
    assert response.headers["ETag"] != before


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", ["/api/labs/activation-zoo/", "/api/labs/activation-zoo/starter/"])
def test_a_lab_is_not_sent_again_until_it_changes(api, method, address):
    tag = api.get(address).headers["ETag"]
    assert getattr(api, method)(address, headers={"If-None-Match": tag}).status_code == 304


def test_compression_leaves_the_tag_strong_and_other_answers_compressed(api, sent, owner):
    for _ in range(20):
        sent()
    row = api.get(f"/api/submissions/{sent(source='x = 1  # long' * 100).pk}/", headers={"Accept-Encoding": "gzip"})
    assert row.headers["ETag"].startswith('"')
    rows = api.get("/api/submissions/", headers={"Accept-Encoding": "gzip"})
    assert b"results" in gzip.decompress(rows.content)


def test_a_tag_read_with_compression_allows_the_write(api, owner):
    note = write(owner, "Long", "text " * 400)
    tag = api.get(f"/api/notes/{note.pk}/", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    response = api.patch(f"/api/notes/{note.pk}/", {"body": "new"}, format="json", headers={"If-Match": tag})
    assert response.status_code == 200


def test_a_write_that_comes_too_late_is_told_the_present_row(api):
    made = api.post("/api/tokens/", {"name": "editor"}, format="json").json()
    address = f"/api/tokens/{made['digest']}/"
    read = api.get(address).headers["ETag"]
    changed = api.patch(address, {"name": "laptop"}, format="json", headers={"If-Match": read})
    assert changed.status_code == 200
    late = api.patch(address, {"name": "phone"}, format="json", headers={"If-Match": read})
    problem = late.json()
    assert (late.status_code, problem["type"]) == (412, "urn:gradus:problem:precondition-failed")
    assert (problem["present"]["name"], late.headers["ETag"]) == ("laptop", changed.headers["ETag"])
    assert api.delete(address, headers={"If-Match": read}).status_code == 412
    assert api.get(address).json()["name"] == "laptop"
    assert api.delete(address, headers={"If-Match": late.headers["ETag"]}).status_code == 204


@pytest.mark.parametrize("tag", ["*", '"nothing"', "nonsense", ""])
def test_a_submission_is_cancelled_only_as_it_was_read(api, sent, tag):
    row = sent(state="queued", verdict="")
    response = api.post(f"/api/submissions/{row.pk}/cancel/", headers={"If-Match": tag})
    assert response.status_code == (200 if tag == "*" else 412)
    row.refresh_from_db()
    assert row.verdict == ("cancelled" if tag == "*" else "")
