"""A lab's first and last step for its author: the folder is made, and what the audit found is kept."""

import json
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from runner.lab import HEALTH_FILE, load_catalog, load_lab


@pytest.fixture
def folder(settings, tmp_path):
    settings.CATALOG_DIR = tmp_path
    return tmp_path


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_new_lab_is_a_folder_the_catalogue_reads(folder):
    told = run("new_lab", "soft-clipping", "--topic", "foundations", "--framework", "torch")
    lab = load_catalog(folder)["soft-clipping"]
    assert (lab.title, lab.topic, lab.framework) == ("Soft clipping", "foundations", "torch")
    assert [name for name, _ in lab.check_titles] == ["values"]
    assert lab.misconceptions and lab.accepted and lab.after
    assert "audit soft-clipping" in told


def test_the_audit_says_what_a_new_lab_lacks(folder, capsys):
    run("new_lab", "soft-clipping", "--topic", "foundations")
    with pytest.raises(SystemExit):
        call_command("audit", "soft-clipping", "--seeds", "1")
    told = capsys.readouterr().out
    assert "The reference of soft-clipping failed its own check values: Not written yet." in told
    assert "misconceptions/ holds 1, at least 3 are asked." in told


@pytest.mark.parametrize("slug", ["Soft", "soft_clipping", "../soft", "", "soft-", "1soft"])
def test_a_slug_that_is_no_slug_writes_nothing(folder, slug):
    with pytest.raises(CommandError, match="Nothing was written"):
        run("new_lab", slug, "--topic", "foundations")
    assert list(folder.iterdir()) == []


def test_a_lab_that_exists_is_left_as_it_is(folder):
    run("new_lab", "soft-clipping", "--topic", "foundations")
    statement = folder / "foundations" / "soft-clipping" / "statement.md"
    statement.write_text("mine")
    with pytest.raises(CommandError, match="There is a lab soft-clipping"):
        run("new_lab", "soft-clipping", "--topic", "training")
    assert statement.read_text() == "mine"


@pytest.fixture
def zoo(folder, settings):
    source = settings.BASE_DIR / "labs" / "catalog" / "foundations" / "activation-zoo"
    copy = folder / "foundations" / "activation-zoo"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns(HEALTH_FILE, "misconceptions"))
    for file in sorted((source / "misconceptions").iterdir())[:3]:
        (copy / "misconceptions").mkdir(exist_ok=True)
        shutil.copy(file, copy / "misconceptions")
    return copy


def test_a_recorded_audit_stays_true_until_the_lab_changes(zoo):
    run("audit", "activation-zoo", "--seeds", "2", "--record")
    health = load_lab(zoo).health
    assert (health["seeds"], health["misconceptions"]) == (2, 3)
    assert 0 < health["rejected"] <= health["mutants"]
    (zoo / "statement.md").write_text("changed")
    assert load_lab(zoo).health is None


def test_an_audit_that_finds_something_wrong_is_not_recorded(zoo):
    (zoo / "starter.py").write_text((zoo / "reference.py").read_text())
    with pytest.raises(SystemExit):
        run("audit", "activation-zoo", "--seeds", "1", "--record")
    assert not (zoo / HEALTH_FILE).exists()


@pytest.mark.django_db
def test_a_labs_page_says_what_its_audit_found(zoo, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ada"))
    figures = {"digest": load_lab(zoo).digest, "audited": "2026-11-21", "seeds": 20, "accepted": 2, "misconceptions": 3}
    figures |= {"mutants": 97, "rejected": 95, "equivalent": 4, "judged_seconds": 0.12}
    (zoo / HEALTH_FILE).write_text(json.dumps(figures))
    page = client.get("/labs/activation-zoo/").content.decode()
    assert "95 of 97 programs with one slip were rejected; 4 more are no mistake." in page


def test_the_record_of_every_lab_is_of_the_lab_as_it_is(settings):
    labs = load_catalog(settings.BASE_DIR / "labs" / "catalog").values()
    stale = [lab.slug for lab in labs if not lab.health]
    assert stale == [], f"audit them again: manage.py audit {' '.join(stale)} --seeds 20 --record"


def test_a_record_is_no_part_of_what_judged_a_verdict(zoo):
    before = load_lab(zoo).digest
    (zoo / HEALTH_FILE).write_text(json.dumps({"digest": before}))
    assert load_lab(zoo).digest == before
