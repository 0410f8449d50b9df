"""What a paper is called, and how a reproduction's verdict follows from its claims."""

from datetime import date

import pytest
from django.db import IntegrityError

from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction
from roadmap.papers.verdicts import Verdict


def with_runs(claim, *values):
    for seed, value in enumerate(values):
        ClaimRun.objects.create(claim=claim, seed=seed, value=value)
    return Reproduction.objects.with_verdicts().get(pk=claim.reproduction_id)


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"arxiv_id": "1706.03762", "doi": "10.5555/1"}, "1706.03762"),
        ({"doi": "10.1038/nature14539"}, "10.1038/nature14539"),
        ({}, "long-short-term-memory"),
    ],
)
def test_a_paper_is_called_by_its_arxiv_id_else_its_doi_else_its_title(owner, facts, key):
    assert Paper.objects.create(learner=owner, title="Long Short-Term Memory", **facts).key == key


def test_papers_of_one_title_are_told_apart(owner):
    keys = [Paper.objects.create(learner=owner, title="Notes").key for _ in range(3)]
    assert keys == ["notes", "notes-2", "notes-3"]


def test_a_title_without_letters_still_gives_a_key(owner):
    assert Paper.objects.create(learner=owner, title="道").key == "paper"


def test_a_key_stays_when_an_id_is_found_later(owner):
    paper = Paper.objects.create(learner=owner, title="Adam")
    paper.arxiv_id = "1412.6980"
    paper.save()
    assert paper.key == "adam"
    assert set(Paper.objects.known_as(["adam"])) == set(Paper.objects.known_as(["arXiv:1412.6980v9"])) == {paper}


def test_no_name_finds_no_paper(owner):
    Paper.objects.create(learner=owner, title="No ids")
    assert not Paper.objects.known_as([""]).exists()


def test_an_arxiv_id_stands_once_in_a_log(owner, attention):
    with pytest.raises(IntegrityError):
        Paper.objects.create(learner=owner, arxiv_id="1706.03762", title="Again")


@pytest.mark.parametrize("authors", ["Hinton, G.; LeCun, Y.", "Hinton, G.\nLeCun, Y.\n", "Hinton, G. and LeCun, Y."])
def test_authors_are_read_as_people_write_them(authors):
    assert Paper(authors=authors).author_list == ["Hinton, G.", "LeCun, Y."]


def test_a_month_is_kept_by_its_first_day(reproduction):
    assert reproduction.month == date(2026, 3, 1)
    assert list(Reproduction.objects.in_month(date(2026, 3, 31))) == [reproduction]
    assert not Reproduction.objects.in_month(date(2026, 4, 1)).exists()


def test_a_reproduction_without_claims_is_open(reproduction):
    assert reproduction.verdict is Verdict.OPEN


def test_three_seeds_reproduce_a_claim_and_with_it_the_paper(claim):
    assert with_runs(claim, 26.9, 27.0, 27.4).verdict is Verdict.REPRODUCED


def test_an_untried_claim_keeps_a_reproduction_from_being_whole(claim):
    Claim.objects.create(
        reproduction=claim.reproduction, metric="perplexity", reported=4.3, tolerance=0.1, better="lower"
    )
    assert with_runs(claim, 27.3, 27.3, 27.3).verdict is Verdict.PARTLY


@pytest.mark.parametrize(("value", "verdict"), [(27.0, Verdict.REPRODUCED), (26.9, Verdict.NOT)])
def test_a_relative_tolerance_is_in_per_cent_of_the_reported_value(claim, value, verdict):
    Claim.objects.update(tolerance=1.2, tolerance_kind="relative")  # 27.3 - 0.3276
    assert with_runs(claim, value, value, value).verdict is verdict


def test_a_relative_tolerance_of_a_negative_value_is_still_a_width(claim):
    Claim.objects.update(reported=-10.0, tolerance=10, tolerance_kind="relative", better="equal")
    assert with_runs(claim, -9.5, -10.0, -10.5).verdict is Verdict.REPRODUCED


def test_a_seed_has_one_value(claim):
    with_runs(claim, 27.0)
    with pytest.raises(IntegrityError):
        ClaimRun.objects.create(claim=claim, seed=0, value=28.0)


def test_the_log_costs_the_same_queries_however_long(owner, django_assert_num_queries):
    for number in range(4):
        paper = Paper.objects.create(learner=owner, title=f"Paper {number}")
        for month in (1, 2):
            trial = Reproduction.objects.create(paper=paper, month=date(2026, month, 1))
            with_runs(Claim.objects.create(reproduction=trial, metric="m", reported=1, tolerance=0), 1, 1, 1)
    with django_assert_num_queries(4):
        papers = Paper.objects.of(owner).with_verdicts()
        verdicts = {trial.verdict for paper in papers for trial in paper.reproductions.all()}
    assert verdicts == {Verdict.REPRODUCED}
