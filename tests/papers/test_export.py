"""A reproduction leaves as Markdown that begins as a ReScience article does."""

import pytest
import yaml

from roadmap.papers.models import Claim, ClaimRun


@pytest.fixture
def written_up(at_desk, claim):
    trial = claim.reproduction
    trial.scope, trial.hard, trial.hardware, trial.compute_hours = "Table 2", "The\n\nwarm-up", "1 × H100", 12.5
    trial.code_url, trial.commit, trial.status = "https://example.org/code", "abc123", "done"
    trial.save()
    for seed, value in enumerate((26.9, 27.0, 27.4)):
        ClaimRun.objects.create(claim=claim, seed=seed, value=value)
    Claim.objects.create(
        reproduction=trial, metric="a|b", data_set="c\\d", reported=-4, tolerance=1, tolerance_kind="relative"
    )
    return at_desk.get(f"/papers/reproductions/{trial.pk}/reproduction.md")


@pytest.fixture
def parts(written_up):
    _, front, body = written_up.content.decode().split("---\n", 2)
    return yaml.safe_load(front), body


def test_it_is_a_file_named_after_the_paper_and_the_month(written_up):
    name = "re-attention-is-all-you-need-2026-03.md"
    assert written_up.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_front_matter_says_what_was_replicated_with_which_code(parts):
    facts, _ = parts
    assert facts["title"] == "[Re] Attention is all you need"
    assert facts["type"] == "Replication"
    assert facts["authors"] == [{"name": "owner"}]
    assert facts["code"] == [{"url": "https://example.org/code", "commit": "abc123"}]
    assert facts["replication"][0]["arxiv"] == "1706.03762"
    assert "Attention is all you need." in facts["replication"][0]["cite"]
    assert facts["compute"] == {"hardware": "1 × H100", "hours": 12.5}
    assert facts["verdict"] == "partly"


def test_the_claims_stand_in_a_table_with_mean_interval_and_verdict(parts):
    row = "| BLEU | WMT14 en-de |  | 27.3 | 0.5 | higher | 3 | 27.1 | 26.4428 to 27.7572 | reproduced |"
    assert row in parts[1].splitlines()
    assert "| BLEU on WMT14 en-de | 2 | 27.4 |" in parts[1]


def test_what_would_break_a_table_is_escaped(parts):
    assert "| a\\|b | c\\\\d |  | -4 | 1 % | higher | 0 |  |  | open |" in parts[1]


def test_empty_parts_of_the_account_are_left_out(parts):
    assert "## What was hard\n\nThe\n\nwarm-up" in parts[1]
    assert "## Plan" not in parts[1]


def test_another_learner_finds_no_file(client, teammate, claim):
    client.force_login(teammate)
    assert client.get(f"/papers/reproductions/{claim.reproduction_id}/reproduction.md").status_code == 404
