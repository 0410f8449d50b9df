"""A failing case on its pages: slices of its tensor, and the script that runs it again at home."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from labs import events
from labs.actions.settle import settle
from labs.catalogue import catalogue
from labs.tasks import begin
from runner.compare import agree
from runner.contract import Ending
from runner.evidence import packed
from runner.judge import tellable
from runner.lab import check_name
from tests.labs.verdicts import failed, verdict_on
from tests.stack import ROOT

HTMX = {"HX-Request": "true"}
RELU = "import numpy as np\n\n\ndef relu(x):\n    return np.maximum(x, 0.0) + OFF\n"


def text_of(response):
    return response.content.decode()


def tensor(shape=(2, 3, 4)):
    expected = np.zeros(shape)
    got = expected.copy()
    got[1, 2] = 1.5
    (difference,) = agree(got, expected)
    return tellable(difference.detail)


@pytest.fixture
def failing(owner, send):
    def made(**detail):
        sent = send(owner)
        settle(verdict_on(sent, Ending.FAILED, failed("values", detail=detail)))
        return sent

    return made


def address(sent, what="error", name="values"):
    return f"/labs/submissions/{sent.pk}/checks/{name}/{what}/"


def test_the_slice_with_the_worst_element_stands_on_the_page_at_once(owners, failing):
    page = text_of(owners.get(f"/labs/submissions/{failing(**tensor()).pk}/"))
    assert "4 of 24 values differ, 4 of them in this slice" in page
    assert re.search(r'<option value="1" selected>1 \(4 wrong\)</option>', page)
    assert '<th scope="row">[1, 2, 0]</th><td class="number">0</td><td class="number">1.5</td>' in page


def test_another_slice_is_swapped_in(owners, failing):
    swapped = text_of(owners.get(address(failing(**tensor())), {"at": "0"}, headers=HTMX))
    assert "<html" not in swapped
    assert "0 of them in this slice" in swapped
    assert '<option value="0" selected>' in swapped


def test_without_script_a_slice_is_a_page_of_its_own(owners, failing):
    page = text_of(owners.get(address(failing(**tensor())), {"at": "0"}))
    assert "<html" in page and "0 of them in this slice" in page


def test_a_slice_is_there_while_the_rest_is_still_judged(owners, owner, send):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    told = {"name": "values", "title": "Values", "outcome": "failed", "message": "No.", "seconds": 0.1, "output": ""}
    events.tell(sent.pk, "check", told | {"detail": tensor()})
    assert "4 of 24 values differ" in text_of(owners.get(address(sent), headers=HTMX))


def test_a_check_without_a_tensor_has_no_slices(owners, failing):
    assert owners.get(address(failing(traceback="x"))).status_code == 404
    assert owners.get(address(failing(), name="gone")).status_code == 404


def test_another_shape_or_dtype_is_shown_as_such(owners, failing):
    (difference,) = agree(np.zeros((2, 3), dtype=np.float32), np.zeros((3, 2), dtype=np.float32))
    page = text_of(owners.get(f"/labs/submissions/{failing(**tellable(difference.detail)).pk}/"))
    assert '<tr class="wrong"><th scope="row">shape</th><td><code>(3, 2)</code></td><td><code>(2, 3)</code>' in page
    assert '<tr><th scope="row">dtype</th><td><code>float32</code></td>' in page


def test_an_attempt_of_before_there_were_slices_still_has_its_map(owners, failing):
    page = text_of(owners.get(f"/labs/submissions/{failing(heat={'shape': [1, 2], 'values': [[1.0, 0.0]]}).pk}/"))
    assert '<svg class="heat"' in page


# The script


@pytest.fixture
def real_labs(settings):
    settings.CATALOG_DIR = ROOT / "labs" / "catalog"
    return catalogue()


@pytest.fixture
def sent_wrong(owner, send, real_labs):
    """A failed attempt whose check kept one of its real cases."""

    def made(slug, source, name, expected, number=0):
        lab = real_labs[slug]
        (place,) = [n for n, check in enumerate(lab.checks) if check_name(check) == name]
        case = list(lab.checks[place].cases(np.random.default_rng([5, place])))[number]
        sent = send(owner, slug, source)
        detail = {"replay": packed(lab.checks[place], case.inputs, expected(**case.inputs))}
        settle(verdict_on(sent, Ending.FAILED, failed(name, detail=detail), lab_digest=lab.digest))
        return sent

    return made


def run(script: bytes, folder: Path) -> str:
    """What it prints, away from this repository and its packages' path."""
    (folder / "replay.py").write_bytes(script)
    done = subprocess.run([sys.executable, "-I", "replay.py"], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_script_runs_the_case_again_and_says_how_far_off_it_is(owners, sent_wrong, tmp_path):
    sent = sent_wrong("activation-zoo", RELU.replace("OFF", "0.25"), "relu", lambda x: np.maximum(x, 0.0))
    answer = owners.get(address(sent, "replay", "relu"))
    assert f'filename="replay-activation-zoo-{sent.pk}-relu.py"' in answer["Content-Disposition"]
    printed = run(answer.content, tmp_path)
    assert "Running the code that was sent." in printed
    assert "largest difference 0.25" in printed


def test_a_file_beside_the_script_is_run_instead(owners, sent_wrong, tmp_path):
    sent = sent_wrong("activation-zoo", RELU.replace("OFF", "0.25"), "relu", lambda x: np.maximum(x, 0.0))
    (tmp_path / "activation-zoo.py").write_text(RELU.replace("OFF", "0.0"), encoding="utf-8")
    printed = run(owners.get(address(sent, "replay", "relu")).content, tmp_path)
    assert "Running activation-zoo.py." in printed
    assert "largest difference 0 " in printed


def test_the_script_of_a_torch_lab_hands_over_tensors(owners, sent_wrong, real_labs, tmp_path):
    lab = real_labs["multi-head-attention"]
    source = lab.misconceptions["not-scaled"]
    sent = sent_wrong("multi-head-attention", source, "cross_attention", lambda **_: None)
    printed = run(owners.get(address(sent, "replay", "cross_attention")).content, tmp_path)
    assert "weights:" in printed
    assert "No reference answered here" in printed


def test_the_script_gives_neither_the_reference_nor_what_the_judge_hides_away(owners, sent_wrong, real_labs):
    sent = sent_wrong("activation-zoo", RELU.replace("OFF", "1.0"), "relu", lambda x: np.maximum(x, 0.0))
    script = text_of(owners.get(address(sent, "replay", "relu")))
    for line in real_labs["activation-zoo"].reference.splitlines():
        assert len(line.strip()) < 25 or line in RELU or line not in script
    names = {node.names[0].name for node in ast.walk(ast.parse(script)) if isinstance(node, ast.Import)}
    assert names <= {"base64", "json", "math", "struct", "sys", "types", "zlib", "numpy", "torch"}


def test_an_attempt_at_a_lab_that_has_changed_since_has_no_script(owners, sent_wrong):
    sent = sent_wrong("activation-zoo", RELU, "relu", lambda x: x)
    type(sent).objects.filter(pk=sent.pk).update(lab_digest="another")
    answer = owners.get(address(sent, "replay", "relu"), follow=True)
    assert answer.redirect_chain == [(f"/labs/submissions/{sent.pk}/", 302)]
    assert "The lab has changed since this attempt." in text_of(answer)


def test_a_case_that_no_script_can_carry_says_what_else_there_is(owners, failing):
    sent = failing(replay={"probe": "probe_Values", "reports": False, "too_large": True})
    assert owners.get(address(sent, "replay")).status_code == 404
    assert f"manage.py replay {sent.pk}" in text_of(owners.get(f"/labs/submissions/{sent.pk}/"))


def test_nobody_has_the_case_of_another(teammates, failing):
    sent = failing(**tensor(), replay=json.loads('{"frame": "eA=="}'))
    assert teammates.get(address(sent)).status_code == 404
    assert teammates.get(address(sent, "replay")).status_code == 404
