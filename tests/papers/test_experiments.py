"""A reproduction's own run goes to a runner, and what it reports lands in the claims by itself, marked as reported."""

import json

import pytest

from labs.actions.settle import settle
from labs.models import Submission
from roadmap.papers.models import Claim, ClaimRun, Experiment, Reproduction
from roadmap.papers.verdicts import Verdict
from runner import contract
from runner.contract import CheckResult, Ending, Job, Outcome

SOURCE = "def run(config, seed):\n    return {'BLEU': 27.0 + seed / 10}\n"
SENT = {"source": SOURCE, "config": '{"heads": 8}', "seeds": "0, 1 2 1", "device": "cpu"}


@pytest.fixture
def send(at_desk, reproduction, redis):
    """Sends the form; gives the answer."""

    def post(**changed):
        return at_desk.post(f"/papers/reproductions/{reproduction.pk}/run/", {**SENT, **changed})

    return post


def reported(submission, metrics, ending=Ending.REPORTED, **others):
    """What a runner sends back: a check for each seed."""
    checks = [
        CheckResult(f"seed{seed}", f"Seed {seed}", Outcome.REPORTED, detail={"metrics": told, **others})
        for seed, told in metrics.items()
    ]
    verdict = contract.Verdict(submission.pk, submission.attempt, ending, checks=checks, seconds=1.0)
    return contract.Verdict.from_json(json.loads(json.dumps(verdict.to_json())))


def values(claim):
    return {run.seed: run.value for run in claim.runs.all()}


def test_what_is_sent_waits_for_a_runner_with_its_config_and_seeds(send, owner, reproduction):
    response = send()
    sent = Submission.objects.of(owner).get()
    assert response.url == f"/labs/submissions/{sent.pk}/"
    assert sent.work == {"kind": "reproduction", "config": {"heads": 8}, "seeds": [0, 1, 2]}
    assert (sent.source, sent.lab) == (SOURCE, f"reproduction-{reproduction.pk}")
    assert Experiment.objects.get().reproduction == reproduction


def test_the_job_crosses_to_the_runner_and_old_jobs_look_as_ever():
    job = Job(1, "token", "reproduction-1", "x", work={"kind": "reproduction", "config": {}, "seeds": [1]})
    assert Job.from_json(json.loads(json.dumps(job.to_json()))) == job
    assert "work" not in Job(1, "token", "adam", "x").to_json()


def test_reported_values_land_in_the_claim_that_names_them_and_make_its_verdict(send, claim):
    send()
    assert settle(
        reported(Submission.objects.get(), {0: {"bleu": 26.9, "loss": 1}, 1: {"BLEU": 27.0}, 2: {"Bleu": 27.4}})
    )
    assert values(claim) == {0: 26.9, 1: 27.0, 2: 27.4}
    assert {run.experiment for run in claim.runs.all()} == {Experiment.objects.get()}
    assert Reproduction.objects.with_verdicts().get().verdict is Verdict.REPRODUCED


def test_a_claim_may_say_what_the_code_calls_it(send, claim):
    Claim.objects.update(reads="score")
    send()
    settle(reported(Submission.objects.get(), {0: {"BLEU": 1, "score": 27.0}}))
    assert values(claim) == {0: 27.0}


def test_what_the_learner_typed_stays_and_an_earlier_run_gives_way(send, claim):
    ClaimRun.objects.create(claim=claim, seed=0, value=20.0)
    for value in (27.0, 28.0):
        send()
        settle(reported(Submission.objects.first(), {0: {"BLEU": value}, 1: {"BLEU": value}}))
    assert values(claim) == {0: 20.0, 1: 28.0}


def test_a_verdict_told_twice_lands_once(send, claim):
    send()
    verdict = reported(Submission.objects.get(), {0: {"BLEU": 27.0}})
    settle(verdict)
    ClaimRun.objects.all().delete()
    assert not settle(verdict)
    assert values(claim) == {}


def test_seeds_that_reported_land_though_another_failed(send, claim):
    send()
    sent = Submission.objects.get()
    verdict = reported(sent, {0: {"BLEU": 27.0}}, ending=Ending.RAISED)
    verdict.checks.append(CheckResult("seed1", "Seed 1", Outcome.RAISED, "ZeroDivisionError"))
    settle(verdict)
    assert values(claim) == {0: 27.0}


def test_results_that_cannot_be_taken_never_cost_the_verdict(send, claim, caplog):
    send()
    sent = Submission.objects.get()
    assert settle(reported(sent, {"x": {"BLEU": 27.0}}))
    sent.refresh_from_db()
    assert sent.verdict == "reported"
    assert values(claim) == {}
    assert "could not be taken into the log" in caplog.text


def test_it_proves_no_lab(send, owner):
    send()
    settle(reported(Submission.objects.get(), {0: {"BLEU": 27.0}}))
    assert not Submission.objects.of(owner).passed().exists()


def test_the_log_shows_metrics_and_curves_and_marks_the_values(at_desk, send, claim):
    send()
    curve = [{"step": 0, "loss": 1.0}, {"step": 1, "loss": 0.5}]
    settle(reported(Submission.objects.get(), {0: {"BLEU": 27.0, "loss": 0.5}}, curve=curve))
    page = at_desk.get(f"/papers/reproductions/{claim.reproduction_id}/").content.decode()
    assert ">ran here</abbr>" in page
    assert '<th scope="col" class="number">loss</th>' in page
    assert "&quot;loss&quot;: 0.5" in page
    attempt = at_desk.get(f"/labs/submissions/{Submission.objects.get().pk}/").content.decode()
    assert "An experiment of your own" in attempt
    assert f'href="/papers/reproductions/{claim.reproduction_id}/"' in attempt
    assert "checks passed" not in attempt


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"seeds": ""}, "This field is required"),
        ({"seeds": "one"}, "A seed is a whole number"),
        ({"seeds": "-1"}, "A seed is a whole number"),
        ({"seeds": str(2**63)}, "A seed is a whole number"),
        ({"seeds": "9" * 250}, "A seed is a whole number"),
        ({"seeds": " ".join(map(str, range(11)))}, "Name 1 to 10 seeds; these are 11"),
        ({"config": "{'a': 1}"}, "cannot be read as JSON"),
        ({"config": '{"a": NaN}'}, "cannot be read as JSON"),
        ({"config": '{"a": 1' + "0" * 30 + "}"}, "cannot be read as JSON"),
        ({"config": "[1]"}, "A configuration has names"),
        ({"config": "[" * 5000}, "cannot be read as JSON"),
        ({"config": '{"a": ' + "[" * 20 + "]" * 20 + "}"}, "A configuration has names"),
        ({"config": '{"a": "\\u0000"}'}, "no null characters"),
        ({"source": " "}, "there is nothing to grade"),
        ({"source": "x" * 300_000}, "takes up to 256 KB"),
        ({"device": "tpu"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_sent_is_answered_in_a_sentence_and_kept(send, changed, sentence):
    response = send(**changed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "class=&quot;" not in response.content.decode()
    assert not Submission.objects.exists()


def test_another_learner_sends_nothing_to_it(client, teammate, reproduction):
    client.force_login(teammate)
    assert client.post(f"/papers/reproductions/{reproduction.pk}/run/", SENT).status_code == 404
    assert not Submission.objects.exists()
