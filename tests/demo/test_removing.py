"""The demonstration goes as it came: nothing of anybody else changes, and nothing of it stays."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from roadmap.notes.writing import write
from roadmap.path.curricula import load_curricula
from tests.every_row import kept

pytestmark = pytest.mark.django_db


def test_removed_it_leaves_everybody_elses_rows_as_they_were(owner):
    load_curricula()
    write(owner, "Mine", "My words")
    before = kept()
    call_command("demo", days=3)
    assert kept() != before
    call_command("demo", remove=True)
    assert kept() == before


def test_a_learner_who_happens_to_be_called_demo_is_left_alone(capsys):
    real = User.objects.create_user("demo")
    with pytest.raises(CommandError, match=r"none of the demonstration's\. Nothing was changed"):
        call_command("demo", days=1)
    call_command("demo", remove=True)
    assert User.objects.filter(pk=real.pk).exists()
    assert "There is no demonstration here" in capsys.readouterr().out


def test_what_goes_wrong_half_way_leaves_nothing_behind(monkeypatch):
    def fail(*_):
        raise RuntimeError("the sandbox is away")

    monkeypatch.setattr("roadmap.demo.half_year.Studying.evening", fail)
    load_curricula()
    with pytest.raises(RuntimeError):
        call_command("demo", days=1)
    assert not User.objects.filter(username="demo").exists()
