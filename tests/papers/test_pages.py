"""The pages of the paper log: what was typed is kept, the verdict is computed, others' rows are not found."""

import pytest
from django.utils import timezone

from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction

HTMX = {"HX-Request": "true"}
CLAIM = {"metric": "BLEU", "reported": "27.3", "tolerance": "0.5", "tolerance_kind": "absolute", "better": "higher"}


def text_of(response):
    return response.content.decode()


def add_runs(client, claim, *values, **kwargs):
    for seed, value in enumerate(values):
        response = client.post(f"/papers/claims/{claim.pk}/runs/add/", {"seed": seed, "value": value}, **kwargs)
    return response


# Papers


def test_a_paper_is_added_by_its_address_alone(at_desk, owner):
    response = at_desk.post("/papers/new/", {"identifier": "https://arxiv.org/abs/1706.03762v5"})
    paper = Paper.objects.of(owner).get()
    assert response.url == f"/papers/{paper.pk}/"
    assert (paper.arxiv_id, paper.title, paper.year) == ("1706.03762", "arXiv:1706.03762", 2017)
    assert 'href="https://arxiv.org/abs/1706.03762"' in text_of(at_desk.get(response.url))


def test_a_paper_is_added_by_its_doi_or_by_its_title(at_desk, owner):
    at_desk.post("/papers/new/", {"identifier": "doi:10.1038/NATURE14539", "title": "Deep learning"})
    at_desk.post("/papers/new/", {"title": "A thesis"})
    assert set(Paper.objects.of(owner).values_list("key", flat=True)) == {"10.1038/nature14539", "a-thesis"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"identifier": "1713.03762"}, "neither an arXiv id (such as 1706.03762) nor a DOI"),
        ({"identifier": "arXiv:1706.03762v9"}, "You already have this paper: “Attention is all you need”"),
        ({}, "Give the paper a title, or an arXiv id or DOI above."),
        ({"title": "x", "year": "12"}, "lies between 1600 and 2100"),
        ({"title": "x", "year": "soon"}, "has to be a whole number, such as 2017"),
        ({"title": "x", "url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_cannot_be_added_is_answered_in_a_sentence_and_kept(at_desk, attention, sent, sentence):
    response = at_desk.post("/papers/new/", {"abstract": "typed with care", **sent})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "typed with care" in text_of(response)
    assert Paper.objects.count() == 1


def test_the_form_opens_with_the_paper_a_link_asks_for(at_desk):
    assert 'value="1412.6980"' in text_of(at_desk.get("/papers/new/?identifier=1412.6980"))


def test_editing_keeps_the_key_and_takes_the_new_id(at_desk, attention):
    at_desk.post(f"/papers/{attention.pk}/edit/", {"identifier": "10.5555/3295222", "title": "Attention"})
    attention.refresh_from_db()
    assert (attention.key, attention.arxiv_id, attention.doi) == ("1706.03762", "", "10.5555/3295222")


def test_an_id_does_not_count_as_its_own_twin(at_desk, attention):
    answer = at_desk.post(f"/papers/{attention.pk}/edit/", {"identifier": "1706.03762", "title": "Renamed"})
    assert answer.status_code == 302
    assert Paper.objects.get().title == "Renamed"


def test_removing_a_paper_asks_first_and_says_what_goes_with_it(at_desk, reproduction):
    address = f"/papers/{reproduction.paper_id}/delete/"
    assert "1 reproduction with every claim" in text_of(at_desk.get(address))
    assert Paper.objects.exists()
    at_desk.post(address)
    assert not Paper.objects.exists()


def test_this_months_paper_stands_on_top(at_desk, attention):
    assert "None is chosen yet" in text_of(at_desk.get("/papers/"))
    Reproduction.objects.create(paper=attention, month=timezone.localdate())
    page = text_of(at_desk.get("/papers/"))
    assert "None is chosen yet" not in page
    assert page.index("This month’s paper") < page.index(">Attention is all you need<") < page.index("All papers")


# Reproductions


def test_a_reproduction_is_begun_for_a_month(at_desk, attention):
    sent = {"status": "planned", "month": "2026-03", "scope": "Table 2", "compute_hours": "12.5"}
    response = at_desk.post(f"/papers/{attention.pk}/reproductions/new/", sent)
    page = text_of(at_desk.get(response.url))
    assert "Reproduction, March 2026" in page
    assert "12.5 device hours" in page
    assert "Table 2" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"month": "spring"}, "Write the month as year and number, such as 2026-03."),
        ({"month": ""}, "Say which month this reproduction belongs to"),
        ({"compute_hours": "-1"}, "Hours cannot be below zero."),
        ({"compute_hours": "many"}, "This has to be a number"),
    ],
)
def test_a_reproduction_that_cannot_be_saved_keeps_what_was_typed(at_desk, attention, sent, sentence):
    address = f"/papers/{attention.pk}/reproductions/new/"
    response = at_desk.post(address, {"status": "planned", "month": "2026-03", "plan": "with care", **sent})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "with care</textarea>" in text_of(response)
    assert not Reproduction.objects.exists()


def test_an_edited_reproduction_shows_what_was_easy_and_hard(at_desk, reproduction):
    sent = {"status": "done", "month": "2026-03", "easy": "The data", "hard": "The warm-up"}
    page = text_of(at_desk.post(f"/papers/reproductions/{reproduction.pk}/edit/", sent, follow=True))
    assert "The data" in page
    assert "The warm-up" in page


def test_removing_a_reproduction_keeps_its_paper(at_desk, claim):
    at_desk.post(f"/papers/reproductions/{claim.reproduction_id}/delete/")
    assert Paper.objects.exists()
    assert not Claim.objects.exists()


# Claims and runs


def test_a_claim_is_added_without_script_by_a_way_back_to_the_table(at_desk, reproduction):
    response = at_desk.post(f"/papers/reproductions/{reproduction.pk}/claims/add/", CLAIM)
    assert response.url == f"/papers/reproductions/{reproduction.pk}/#claims"
    assert Claim.objects.get().reported == 27.3


def test_htmx_gets_the_table_alone(at_desk, reproduction):
    page = text_of(at_desk.post(f"/papers/reproductions/{reproduction.pk}/claims/add/", CLAIM, headers=HTMX))
    assert page.lstrip().startswith('<section id="claims"')
    assert "BLEU" in page


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"metric": ""}, "Name the metric"),
        ({"reported": "27,3"}, "This has to be a number, such as 76.4 or 1e-3."),
        ({"reported": "nan"}, "This has to be a number"),
        ({"tolerance": ""}, "Say how far from the reported value still counts"),
        ({"tolerance": "-1"}, "A tolerance cannot be below zero."),
    ],
)
def test_a_claim_that_cannot_be_read_keeps_what_was_typed(at_desk, reproduction, headers, sent, sentence):
    address = f"/papers/reproductions/{reproduction.pk}/claims/add/"
    response = at_desk.post(address, {**CLAIM, "data_set": "WMT14", **sent}, headers=headers)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert 'value="WMT14"' in text_of(response)
    assert not Claim.objects.exists()


def test_three_runs_make_a_verdict(at_desk, claim):
    page = text_of(add_runs(at_desk, claim, 26.9, 27.0, 27.4, headers=HTMX))
    assert "27.10 ± 0.66" in page
    assert page.count("reproduced</span>") == 2  # the claim's and the reproduction's


def test_a_seed_that_has_a_value_keeps_it(at_desk, claim):
    add_runs(at_desk, claim, 27.0)
    response = at_desk.post(f"/papers/claims/{claim.pk}/runs/add/", {"seed": 0, "value": 99}, headers=HTMX)
    assert response.status_code == 422
    assert "Seed 0 already has the value 27, which was kept." in text_of(response)
    assert 'value="99"' in text_of(response)
    assert ClaimRun.objects.get().value == 27.0


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"seed": "", "value": "1"}, "Give the seed of the run."),
        ({"seed": "one", "value": "1"}, "A seed is a whole number"),
        ({"seed": "-1", "value": "1"}, "A seed is zero or more."),
        ({"seed": str(2**63), "value": "1"}, "less than or equal"),
        ({"seed": "1", "value": "inf"}, "If the run diverged, say so under deviations."),
        ({"seed": "1", "value": "1e300"}, "less than or equal"),
    ],
)
def test_a_run_that_cannot_be_read_is_answered_in_a_sentence(at_desk, claim, sent, sentence):
    response = at_desk.post(f"/papers/claims/{claim.pk}/runs/add/", sent)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not ClaimRun.objects.exists()


def test_a_refused_run_is_shown_at_its_own_claim(at_desk, claim):
    other = Claim.objects.create(reproduction=claim.reproduction, metric="perplexity", reported=4.3, tolerance=0.1)
    response = at_desk.post(f"/papers/claims/{other.pk}/runs/add/", {"seed": "x", "value": "5.5"}, headers=HTMX)
    assert [bool(form.errors) for _, form in response.context["rows"]] == [False, True]


def test_a_removed_run_is_named_so_that_it_can_be_typed_again(at_desk, claim):
    add_runs(at_desk, claim, 27.125)
    run = ClaimRun.objects.get()
    page = text_of(at_desk.post(f"/papers/claims/runs/{run.pk}/delete/", headers=HTMX))
    assert "with seed 0 and value 27.125 was removed" in page
    assert not ClaimRun.objects.exists()


def test_a_changed_tolerance_changes_the_verdict(at_desk, claim):
    add_runs(at_desk, claim, 20, 20.1, 20.2)
    page = text_of(at_desk.post(f"/papers/claims/{claim.pk}/edit/", {**CLAIM, "tolerance": "10"}, follow=True))
    assert ">reproduced</span>" in page


def test_removing_a_claim_asks_first(at_desk, claim):
    address = f"/papers/claims/{claim.pk}/delete/"
    assert at_desk.get(address).status_code == 200
    assert Claim.objects.exists()
    at_desk.post(address)
    assert not Claim.objects.exists()


def test_a_verdict_cannot_be_typed(at_desk, reproduction):
    at_desk.post(f"/papers/reproductions/{reproduction.pk}/claims/add/", {**CLAIM, "verdict": "reproduced"})
    assert Claim.objects.get().result.verdict == "open"


# Others


def test_nothing_of_another_learner_is_found(client, teammate, claim):
    run = ClaimRun.objects.create(claim=claim, seed=1, value=1)
    client.force_login(teammate)
    trial, paper = claim.reproduction_id, claim.reproduction.paper_id
    addresses = [
        *(f"/papers/{paper}/{last}" for last in ("", "edit/", "delete/", "reproductions/new/")),
        *(f"/papers/reproductions/{trial}/{last}" for last in ("", "edit/", "delete/", "claims/add/")),
        *(f"/papers/claims/{claim.pk}/{last}" for last in ("edit/", "delete/", "runs/add/")),
        f"/papers/claims/runs/{run.pk}/delete/",
    ]
    for address in addresses:
        assert client.get(address).status_code in (404, 405), address
        assert client.post(address, {**CLAIM, "seed": 2, "value": 2, "month": "2026-03"}).status_code == 404, address
    assert (Paper.objects.count(), Claim.objects.count(), ClaimRun.objects.count()) == (1, 1, 1)
    assert "Attention" not in text_of(client.get("/papers/"))


def test_two_learners_may_log_the_same_paper(client, teammate, attention):
    client.force_login(teammate)
    assert client.post("/papers/new/", {"identifier": "1706.03762"}).status_code == 302
    assert Paper.objects.count() == 2
