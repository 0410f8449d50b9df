import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def printed(*arguments):
    out = StringIO()
    call_command("labs", *arguments, stdout=out)
    return out.getvalue()


def test_every_lab_has_a_line():
    lines = printed().splitlines()
    assert [line.split()[0] for line in lines] == ["flash", "log-sum-exp", "softplus"]
    assert lines[0].endswith("Attention in tiles  torch, 30 min, cpu+cuda, 2 checks, 0 misconceptions")


def test_scripts_get_json():
    assert json.loads(printed("--json"))[2] == {
        "slug": "softplus",
        "topic": "foundations",
        "title": "Softplus and its slope",
        "framework": "numpy",
        "minutes": 30,
        "devices": ["cpu"],
        "checks": 2,
        "misconceptions": 0,
    }


def test_a_broken_lab_is_named_with_what_to_mend(settings, tmp_path):
    folder = tmp_path / "topic" / "broken"
    folder.mkdir(parents=True)
    (folder / "lab.toml").write_text("title = 'Broken'\n")
    settings.CATALOG_DIR = tmp_path
    with pytest.raises(CommandError, match=r"lab\.toml: framework is missing"):
        printed()
