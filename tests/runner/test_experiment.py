"""A learner's own `run(config, seed)`: in the same cells as every submission, reported and never judged."""

import gc
import textwrap
import weakref

import pytest

from runner import experiment
from runner.checks import Check
from runner.contract import Ending, Job, Outcome
from runner.experiment import run_experiment
from runner.trial import probe_of

LINE = """
def run(config, seed, report):
    for step in range(3):
        report(step, loss=config["slope"] / (step + 1))
    print("seed", seed)
    return {"accuracy": config["slope"] + seed, "steps": 3}
"""


@pytest.fixture
def try_out(pool):
    def run(source, seeds=(1, 2, 3), config=None, **options):
        work = {"kind": "reproduction", "config": config or {}, "seeds": list(seeds)}
        return run_experiment(Job(1, "token", "reproduction-1", textwrap.dedent(source), work=work), pool, **options)

    return run


def outcomes(verdict):
    return [one.outcome for one in verdict.checks]


def test_each_seed_reports_its_metrics_and_its_curve(try_out):
    told = []
    verdict = try_out(LINE, config={"slope": 0.5}, emit=told.append)
    assert verdict.ending is Ending.REPORTED
    assert [one.detail["metrics"] for one in verdict.checks] == [{"accuracy": 0.5 + s, "steps": 3.0} for s in (1, 2, 3)]
    assert verdict.checks[0].detail["curve"] == [{"step": s, "loss": 0.5 / (s + 1)} for s in range(3)]
    assert verdict.checks[0].output == "seed 1\n"
    assert [one.title for one in verdict.checks] == ["Seed 1", "Seed 2", "Seed 3"]
    assert [event.kind for event in told] == ["started", *(["curve"] * 3 + ["check"]) * 3]
    assert {event.data["check"] for event in told if event.kind == "curve"} == {one.name for one in verdict.checks}


def test_it_is_never_a_pass(try_out):
    verdict = try_out("def run(config, seed):\n    return {'passed': True + 0.0}\n")
    assert verdict.ending is Ending.REPORTED
    assert Outcome.PASSED not in outcomes(verdict)


def test_each_seed_has_a_cell_of_its_own(try_out):
    source = "seen = []\ndef run(config, seed):\n    seen.append(seed)\n    return {'seen': len(seen)}\n"
    assert [one.detail["metrics"]["seen"] for one in try_out(source).checks] == [1, 1, 1]


def test_a_config_arrives_as_it_was_sent_and_large_seeds_too(try_out):
    config = {"a": [1, 2.5, "x", None, True], "b": {"c": {}}, "ü": ""}
    source = f"def run(config, seed):\n    return {{'same': float(config == {config!r}), 'seed': float(seed == {2**63 - 1})}}\n"
    (one,) = try_out(source, seeds=[2**63 - 1], config=config).checks
    assert one.detail["metrics"] == {"same": 1.0, "seed": 1.0}


def test_numbers_of_numpy_and_torch_are_numbers(try_out):
    source = """
    import numpy as np, torch

    def run(config, seed):
        return {"a": np.float32(0.5), "b": torch.tensor(2.0), "c": np.array([3]), 4: 4}
    """
    (one,) = try_out(source, seeds=[0]).checks
    assert one.detail["metrics"] == {"a": 0.5, "b": 2.0, "c": 3.0, "4": 4.0}


@pytest.mark.parametrize(
    ("returned", "sentence"),
    [
        ("0.9", "must return its metrics as a dict"),
        ("{}", "must return its metrics as a dict"),
        ("{'a': 'high'}", "`a` is no number"),
        ("{'a': True}", "`a` is no number"),
        ("{'a': [1, 2]}", "`a` is no number"),
        ("{'a': float('nan')}", "this seed diverged"),
        ("{'a': 10 ** 200}", "this seed diverged"),
        ("{str(n): n for n in range(51)}", "up to 50 are kept"),
    ],
)
def test_what_is_no_metric_is_told(try_out, returned, sentence):
    verdict = try_out(f"def run(config, seed):\n    return {returned}\n", seeds=[0])
    assert verdict.ending is Ending.FAILED
    assert sentence in verdict.message


def test_one_seed_that_fails_leaves_the_others_what_they_reported(try_out):
    verdict = try_out("def run(config, seed):\n    return {'a': 1 / (seed - 2)}\n")
    assert outcomes(verdict) == [Outcome.REPORTED, Outcome.RAISED, Outcome.REPORTED]
    assert verdict.ending is Ending.RAISED
    assert "ZeroDivisionError" in verdict.message


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("def other(): ...", Outcome.FAILED),
        ("def run(:", Outcome.RAISED),
        ("raise ValueError('no')", Outcome.RAISED),
        ("import os\ndef run(config, seed):\n    os._exit(0)\n", Outcome.CRASHED),
        ("def run(config, seed):\n    return {'a': bytearray(10 ** 11)}\n", Outcome.OUT_OF_MEMORY),
    ],
)
def test_the_wall_is_the_same_as_for_a_lab(try_out, source, outcome):
    verdict = try_out(source, seeds=[0])
    assert outcomes(verdict) == [outcome]
    assert verdict.ending not in (Ending.REPORTED, Ending.PASSED)


def test_the_network_is_out_of_reach(try_out):
    source = (
        "import socket\ndef run(config, seed):\n    socket.create_connection(('127.0.0.1', 9))\n    return {'a': 1}\n"
    )
    assert try_out(source, seeds=[0]).ending in (Ending.RAISED, Ending.CRASHED)


def test_a_file_that_does_not_load_is_not_tried_again(try_out):
    verdict = try_out("raise ValueError('no')")
    assert outcomes(verdict) == [Outcome.RAISED, Outcome.NOT_RUN, Outcome.NOT_RUN]


def test_time_is_one_for_all_seeds(try_out, monkeypatch):
    monkeypatch.setattr(experiment, "WHOLE_SECONDS", 1.0)
    verdict = try_out("import time\ndef run(config, seed):\n    while True: time.sleep(0.01)\n")
    assert outcomes(verdict) == [Outcome.TIMED_OUT, Outcome.NOT_RUN, Outcome.NOT_RUN]
    assert verdict.ending is Ending.TIMED_OUT


def test_a_learner_can_stop_it(try_out):
    told = []
    verdict = try_out(
        "def run(config, seed, report):\n    while True: report(0, a=1)\n",
        emit=told.append,
        cancelled=lambda: any(event.kind == "curve" for event in told),
    )
    assert verdict.ending is Ending.CANCELLED


def test_code_and_config_have_a_digest_together(try_out):
    one, same, other = (try_out(LINE, seeds=[0], config={"slope": slope}) for slope in (1, 1, 2))
    assert one.lab_digest == same.lab_digest != other.lab_digest


def test_a_runner_does_not_keep_the_kinds_of_seeds_that_were_run():
    def seed_kind(seed):
        return type(f"Seed{seed}", (Check,), {"probe": lambda code: None})

    first = weakref.ref(kind := seed_kind(0))
    probe_of(kind)
    del kind
    for seed in range(1, 2000):
        probe_of(seed_kind(seed))
    gc.collect()
    assert first() is None
