"""Lists page by page, by cursor."""

import base64
import json
import re

import pytest

from labs.models import Submission

LIST = "/api/submissions/"


def walk(api, address):
    """The ids of each page, following `next`; then those that going back gives."""
    forward, page = [], api.get(address).json()
    while True:
        forward.append([row["id"] for row in page["results"]])
        if not page["next"]:
            break
        page = api.get(page["next"]).json()
    backward = []
    while page["previous"]:
        page = api.get(page["previous"]).json()
        backward.append([row["id"] for row in page["results"]])
    return forward, backward


@pytest.mark.parametrize("ordering", ["id", "-id", "created", "-created", "lab", "-lab,created", "state"])
@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_every_row_is_told_once_and_backwards_the_same(api, sent, ordering, size):
    wanted = {sent(lab).pk for lab in ("adam", "adam", "sgd", "adam", "sgd", "adam", "zoo")}
    forward, backward = walk(api, f"{LIST}?page_size={size}&ordering={ordering}")
    told = [pk for page in forward for pk in page]
    assert (len(told), set(told)) == (len(wanted), wanted)
    assert backward == forward[-2::-1]


def test_many_equal_rows_are_told_apart(api, sent):
    sent()
    Submission.objects.bulk_create(
        Submission(learner_id=Submission.objects.get().learner_id, lab="adam", source="") for _ in range(450)
    )
    forward, _ = walk(api, f"{LIST}?page_size=200&ordering=lab")
    assert len({pk for page in forward for pk in page}) == 451


def test_rows_that_come_and_go_move_no_others(api, sent):
    rows = [sent().pk for _ in range(6)]
    first = api.get(f"{LIST}?page_size=2").json()
    newer = sent().pk
    Submission.objects.filter(pk__in=[rows[5], rows[2]]).delete()
    second = api.get(first["next"]).json()
    assert [row["id"] for row in second["results"]] == [rows[3], rows[1]]
    assert newer in [row["id"] for row in api.get(second["previous"]).json()["results"]]


def test_the_link_header_says_what_the_body_says(api, sent):
    for _ in range(3):
        sent()
    response = api.get(api.get(f"{LIST}?page_size=1").json()["next"])
    links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', response.headers["Link"]))
    body = response.json()
    assert {rel: address for address, rel in links.items()} == {"next": body["next"], "prev": body["previous"]}


def test_a_filter_stays_with_the_cursor(api, sent):
    for lab in ("adam", "sgd", "adam", "sgd"):
        sent(lab)
    forward, _ = walk(api, f"{LIST}?page_size=1&lab=adam")
    assert len(forward) == 2


def cursor(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "forged",
    [
        "x",
        "%00",
        cursor(["-id"], ["x"], False),
        cursor(["-id"], [[1]], False),
        cursor(["-id"], [{}], False),
        cursor(["-id"], [], False),
        cursor(["learner__password"], ["a"], False),
        cursor(["-created", "-pk"], ["x", 1], False),
        cursor(),
        cursor(1, 2, 3),
        "A" * 100_000,
    ],
)
def test_a_cursor_made_up_is_not_found(api, sent, forged):
    sent()
    assert api.get(LIST, {"cursor": forged}).status_code == 404


def test_labs_are_paged_ordered_and_narrowed_like_rows(api):
    whole = [lab["slug"] for lab in api.get("/api/labs/?page_size=200").json()["results"]]
    page, walked = api.get("/api/labs/?page_size=7").json(), []
    while page:
        walked += [lab["slug"] for lab in page["results"]]
        page = api.get(page["next"]).json() if page["next"] else None
    assert walked == whole[: len(walked)] and len(walked) == len(set(walked)) >= len(whole)
    levels = [lab["minutes"] for lab in api.get("/api/labs/?ordering=-minutes").json()["results"]]
    assert levels == sorted(levels, reverse=True)
    found = api.get("/api/labs/?framework=numpy&level=first").json()["results"]
    assert found and {(lab["framework"], lab["level"]) for lab in found} == {("numpy", "first")}
    second = api.get(api.get("/api/labs/?page_size=2").json()["next"]).json()
    assert [lab["slug"] for lab in api.get(second["previous"]).json()["results"]] == whole[:2]
