"""The paper log over REST, with a token as a script would use it."""

from datetime import date

import pytest
from django.utils import timezone

from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.models import Feed, Preprint
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction
from tests.api.conftest import client_of

CLAIM = {"metric": "BLEU", "reported": 27.3, "tolerance": 0.5, "better": "higher"}


@pytest.fixture
def api(owner, redis):
    return client_of(owner)


@pytest.fixture
def preprint(owner):
    marking.follow(owner, ["cs.CL"])
    row = Preprint.objects.create(
        arxiv_id="2603.00001", title="Attention again", authors="A\nB", announced=timezone.now()
    )
    row.feeds.add(Feed.objects.get())
    return row


def post(api, kind, expected=201, **sent):
    response = api.post(f"/api/{kind}/", sent, format="json")
    assert response.status_code == expected, response.content
    return response


def names(response):
    return [row.get("title") or row.get("metric") for row in response.json()["results"]]


def test_from_a_paper_to_a_verdict_without_a_browser(api, owner):
    paper = post(api, "papers", arxiv_id="https://arxiv.org/abs/1706.03762v5").json()
    assert (paper["arxiv_id"], paper["title"], paper["year"]) == ("1706.03762", "arXiv:1706.03762", 2017)
    trial = post(api, "reproductions", paper=paper["id"], month="2026-03-17", scope="Table 2").json()
    assert (trial["month"], trial["verdict"]) == ("2026-03-01", "open")
    claim = post(api, "claims", reproduction=trial["id"], **CLAIM).json()
    for seed, value in enumerate((26.9, 27.0, 27.4)):
        post(api, "values", claim=claim["id"], seed=seed, value=value)
    told = api.get(f"/api/reproductions/{trial['id']}/").json()
    assert told["verdict"] == "reproduced"
    assert told["claims"][0]["mean"] == pytest.approx(27.1)
    assert [value["seed"] for value in told["claims"][0]["values"]] == [0, 1, 2]
    assert Paper.objects.of(owner).get().reproductions.get().verdict == "reproduced"


def test_a_verdict_cannot_be_sent(api, reproduction):
    claim = post(api, "claims", reproduction=reproduction.pk, verdict="reproduced", mean=1, **CLAIM).json()
    assert (claim["verdict"], claim["mean"]) == ("open", None)


@pytest.mark.parametrize(
    ("kind", "sent", "field"),
    [
        ("papers", {}, "title"),
        ("papers", {"arxiv_id": "soon"}, "arxiv_id"),
        ("papers", {"doi": "1706.03762"}, "doi"),
        ("papers", {"arxiv_id": "1706.03762v9"}, "arxiv_id"),
        ("papers", {"title": "x", "year": 12}, "year"),
        ("papers", {"title": "x", "year": "2017"}, "year"),
        ("reproductions", {"month": "2026-03-01"}, "paper"),
        ("reproductions", {"paper": 10**18, "month": "2026-03-01"}, "paper"),
        ("reproductions", {"paper": True, "month": "2026-03-01"}, "paper"),
        ("claims", {**CLAIM, "reproduction": 0}, "reproduction"),
        ("claims", {**CLAIM, "reported": 10**400}, "reported"),
        ("claims", {**CLAIM, "reported": 1e300}, "reported"),
        ("claims", {**CLAIM, "tolerance": -1}, "tolerance"),
        ("values", {"claim": 0, "seed": 1, "value": 1}, "claim"),
        ("values", {"seed": -1, "value": 1}, "seed"),
        ("values", {"seed": 2**63, "value": 1}, "seed"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(api, attention, kind, sent, field):
    problem = post(api, kind, expected=400, **sent).json()
    assert problem["errors"][field]
    assert (Paper.objects.count(), Claim.objects.count(), ClaimRun.objects.count()) == (1, 0, 0)


def test_what_is_not_finite_is_refused(api, claim):
    body = f'{{"claim": {claim.pk}, "seed": 1, "value": 1e999}}'
    response = api.post("/api/values/", body, content_type="application/json")
    assert response.status_code == 400
    assert not ClaimRun.objects.exists()


def test_a_seed_has_one_value(api, claim):
    first = post(api, "values", claim=claim.pk, seed=1, value=27.0).json()
    problem = post(api, "values", expected=400, claim=claim.pk, seed=1, value=99).json()
    assert "already has the value 27" in problem["errors"]["seed"][0]
    changed = api.patch(f"/api/values/{first['id']}/", {"value": 27.5}, format="json")
    assert changed.json()["value"] == 27.5


def test_a_change_that_comes_too_late_is_refused_and_tells_what_stands(api, attention):
    etag = api.get(f"/api/papers/{attention.pk}/").headers["ETag"]
    api.patch(f"/api/papers/{attention.pk}/", {"venue": "NeurIPS"}, format="json")
    late = api.patch(f"/api/papers/{attention.pk}/", {"venue": "ICLR"}, format="json", headers={"If-Match": etag})
    assert late.status_code == 412
    assert late.json()["present"]["venue"] == "NeurIPS"
    assert api.get(f"/api/papers/{attention.pk}/", headers={"If-None-Match": late.headers["ETag"]}).status_code == 304


def test_sent_twice_under_one_key_a_paper_is_added_once(api):
    for _ in range(2):
        response = api.post("/api/papers/", {"title": "Adam"}, format="json", headers={"Idempotency-Key": "one"})
        assert response.status_code == 201
    assert Paper.objects.count() == 1


def test_lists_are_filtered_searched_and_ordered(api, owner, reproduction):
    Paper.objects.create(learner=owner, title="Adam", year=2015)
    assert names(api.get("/api/papers/?search=attention")) == ["Attention is all you need"]
    assert names(api.get("/api/papers/?year=2015")) == ["Adam"]
    assert names(api.get("/api/papers/?ordering=title")) == ["Adam", "Attention is all you need"]
    assert len(api.get("/api/reproductions/?status=planned&month_from=2026-03-01").json()["results"]) == 1
    assert api.get("/api/reproductions/?month_to=2026-02-01").json()["results"] == []


def test_removing_a_paper_removes_what_is_below_it(api, claim):
    assert api.delete(f"/api/papers/{claim.reproduction.paper_id}/").status_code == 204
    assert not Claim.objects.exists()


def test_the_queue_is_read_and_marked(api, owner, preprint):
    assert names(api.get("/api/arxiv/?show=new")) == ["Attention again"]
    marked = api.patch(f"/api/arxiv/{preprint.pk}/", {"starred": True, "tags": ["later"]}, format="json").json()
    assert (marked["starred"], marked["tags"], marked["authors"]) == (True, ["later"], ["A", "B"])
    assert names(api.get("/api/arxiv/?show=new")) == []
    assert names(api.get("/api/arxiv/?tag=later&show=starred&category=cs.CL")) == ["Attention again"]


def test_an_entry_goes_into_the_log(api, owner, preprint):
    paper = api.post(f"/api/arxiv/{preprint.pk}/add/").json()
    assert paper["arxiv_id"] == "2603.00001"
    assert api.get(f"/api/arxiv/{preprint.pk}/").json()["paper"] == paper["id"]


def test_the_lists_cost_the_same_queries_however_long(api, owner, preprint, django_assert_max_num_queries):
    for number in range(20):
        row = Preprint.objects.create(arxiv_id=f"2603.1{number:04}", title="x", announced=timezone.now())
        row.feeds.add(Feed.objects.get())
        marking.tag(marking.mark_of(owner, row), "x")
        trial = Reproduction.objects.create(
            paper=Paper.objects.create(learner=owner, title="x"), month=date(2026, 3, 1)
        )
        ClaimRun.objects.create(claim=Claim.objects.create(reproduction=trial, **CLAIM), seed=1, value=1)
    for kind in ("arxiv", "reproductions", "claims", "values", "papers"):
        with django_assert_max_num_queries(12):
            assert len(api.get(f"/api/{kind}/").json()["results"]) >= 20


def test_a_teammate_finds_and_names_nothing_of_it(teammate, redis, claim, preprint):
    run = ClaimRun.objects.create(claim=claim, seed=1, value=1)
    theirs = client_of(teammate)
    trial = claim.reproduction
    for kind, row in {
        "papers": trial.paper,
        "reproductions": trial,
        "claims": claim,
        "values": run,
        "arxiv": preprint,
    }.items():
        assert theirs.get(f"/api/{kind}/").json()["results"] == []
        assert theirs.get(f"/api/{kind}/{row.pk}/").status_code == 404
        assert theirs.patch(f"/api/{kind}/{row.pk}/", {}, format="json").status_code == 404
    post(theirs, "reproductions", expected=400, paper=trial.paper_id, month="2026-03-01")
    post(theirs, "claims", expected=400, reproduction=trial.pk, **CLAIM)
    post(theirs, "values", expected=400, claim=claim.pk, seed=9, value=9)
    assert (Reproduction.objects.count(), Claim.objects.count(), ClaimRun.objects.count()) == (1, 1, 1)
