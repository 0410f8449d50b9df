"""Sending a file and watching it, over connections that hold and over such that do not."""

import uuid
from pathlib import Path

import pytest

from gradus_client.api import Api
from gradus_client.errors import NoConnection
from gradus_client.following import LOST, follow
from gradus_client.installation import Installation
from tests.client.conftest import CHECKS, FOLDER, LAB
from tests.client.terminal import Terminal
from tests.stack import free_port

MISCONCEPTION = "Valid, but this is the sigmoid form of GELU"


def live(said: str) -> list[str]:
    """The titles of the checks as they came, before the verdict."""
    lines = said.partition("\n\n")[0].splitlines()
    return [line[2:].partition("  ")[0] for line in lines if line.startswith(("✓", "✗"))]


def titles(ask, number: int) -> list[str]:
    return [check["title"] for check in ask(f"submissions/{number}/")["checks"]]


def number_of(said: str) -> int:
    return int(said.partition("Submission ")[2].partition(" ")[0])


def named(path: Path) -> str:
    """Makes the file unlike any other; gives the word to find its submissions by."""
    word = f"w{uuid.uuid4().hex}"
    path.write_text(f"# {word}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return word


def test_a_file_that_passes_ends_with_0_and_tells_each_check(terminal, right, ask):
    sent = terminal("submit", right.name)
    assert (sent.returncode, sent.stderr) == (0, "")
    assert live(sent.stdout) == titles(ask, number_of(sent.stdout))
    assert f"Passed: {LAB}, submission {number_of(sent.stdout)} ({CHECKS} of {CHECKS} checks passed" in sent.stdout


def test_a_file_that_fails_tells_the_smallest_case_and_the_diagnosis(terminal, wrong, ask):
    sent = terminal("submit", wrong.name)
    assert sent.returncode == 1
    told = ask(f"submissions/{number_of(sent.stdout)}/")
    failed = next(check for check in told["checks"] if check["outcome"] == "failed")
    case = sent.stdout.partition("\n\n")[2]
    for words in (failed["message"], failed["detail"]["inputs"]["x"], failed["detail"]["expected"], MISCONCEPTION):
        assert words in case
    beside = next(line for line in case.splitlines() if failed["detail"]["got"] in line)
    assert beside.index(failed["detail"]["expected"]) < beside.index(failed["detail"]["got"])
    assert told["diagnosis"]["explanation"].splitlines()[0] in case


def test_json_is_the_submission_as_the_api_tells_it(terminal, wrong, ask):
    told = terminal.json("submit", wrong.name)
    assert told == ask(f"submissions/{told['id']}/")


def test_a_file_is_sent_without_waiting_for_its_verdict(terminal, right, ask):
    sent = terminal("submit", right.name, "--no-watch")
    assert sent.returncode == 0
    number = number_of(sent.stdout)
    assert f"gradus status {number} --watch" in sent.stdout
    watched = terminal("status", str(number), "--watch")
    assert watched.returncode == 0
    assert live(watched.stdout) == titles(ask, number)


def test_the_comment_in_a_file_goes_before_its_name_and_the_option_before_both(terminal, right):
    source = right.read_text(encoding="utf-8")
    (terminal.home / "mcp_neuron.py").write_text(f"# gradus lab: {LAB}\n{source}", encoding="utf-8")
    assert terminal.json("submit", "mcp_neuron.py", "--no-watch")["lab"] == LAB
    assert terminal.json("submit", "mcp_neuron.py", "--lab", "mcp-neuron", "--no-watch")["lab"] == "mcp-neuron"


def test_standard_input_is_sent_to_the_lab_that_is_named(terminal, right):
    text = right.read_text(encoding="utf-8")
    sent = terminal("submit", "-", "--lab", LAB, "--no-watch", text=text)
    assert sent.returncode == 0
    assert terminal("submit", "-", text=text).returncode == 2


@pytest.mark.parametrize(
    ("name", "content", "options", "words"),
    [
        ("nothing.py", None, (), "nothing.py cannot be read: No such file"),
        ("some-thing.py", b"x = 1\n", (), "Which lab is some-thing.py for?"),
        ("é ü.py", b"x = 1\n", (), "Which lab is é ü.py for?"),
        ("activation_zoo.py", b"x = 1\ny = '\xff'\n", (), "Line 2 of activation_zoo.py is not UTF-8"),
        ("activation_zoo.py", b" \n", (), "source: The file is empty"),
        ("activation_zoo.py", b"x" * 300_000, (), "source: This file has 293 KB"),
        ("activation_zoo.py", b"x = 1\n", ("--device", "cuda"), "device: This lab runs on cpu, not on cuda."),
        ("activation_zoo.py", b"x = 1\n", ("--lab", "activation-zo"), "Did you mean activation-zoo?"),
        (".", None, (), ". cannot be read: Is a directory"),
    ],
)
def test_what_cannot_be_sent_is_a_sentence(terminal, name, content, options, words):
    if content is not None:
        (terminal.home / name).write_bytes(content)
    refused = terminal("submit", name, *options)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert words in refused.stderr and refused.stderr.count("\n") == 1


def test_after_a_broken_stream_it_goes_on_where_it_was(through, proxy, wrong, ask):
    proxy.cut_streams, proxy.cut_bytes = 3, 2500
    sent = through("submit", wrong.name)
    assert sent.returncode == 1
    assert live(sent.stdout) == titles(ask, number_of(sent.stdout))
    streams = proxy.asked("text/event-stream")
    assert len(streams) == 4
    assert ["last-event-id" in head.lower() for head in streams] == [False, True, True, True]
    assert sent.stderr == ""


def test_where_no_stream_comes_through_it_asks_again_and_again(through, proxy, wrong, ask):
    proxy.refuse_streams = True
    sent = through("submit", wrong.name)
    assert sent.returncode == 1
    assert live(sent.stdout) == titles(ask, number_of(sent.stdout))
    assert len(proxy.asked("text/event-stream")) == 2
    assert MISCONCEPTION in sent.stdout
    assert sent.stderr == ""


def test_a_connection_that_is_away_for_long_is_told_and_taken_up_again(through, proxy, endless, ask):
    launched = through.launch("submit", endless.name)
    number = number_of(launched.until("Submission "))
    proxy.go_away()
    launched.until("The connection is lost. The submission goes on; trying again.")
    proxy.away = False
    launched.until("Connected again.")
    ask(f"submissions/{number}/cancel/", {}, "POST")
    launched.until(f"{LAB}, submission {number}")
    assert launched.process.wait(30) == 1


def test_a_lost_answer_is_asked_for_again_and_nothing_is_sent_twice(through, proxy, right, ask):
    proxy.swallow_posts = 2
    word = named(right)
    sent = through("submit", right.name)
    assert sent.returncode == 0
    assert len(proxy.asked("POST /api/submissions/")) == 3
    assert [one["id"] for one in ask(f"submissions/?search={word}")["results"]] == [number_of(sent.stdout)]


def test_the_command_given_again_after_no_answer_came_sends_nothing_twice(through, proxy, right, ask):
    proxy.swallow_posts = 4
    word = named(right)
    lost = through("submit", right.name, "--no-watch")
    assert lost.returncode == 3
    assert "still sent once only" in lost.stderr
    again = through.json("submit", right.name, "--no-watch")
    assert [one["id"] for one in ask(f"submissions/?search={word}")["results"]] == [again["id"]]
    assert list((through.state / "unanswered").iterdir()) == []
    assert through.json("submit", right.name, "--no-watch")["id"] != again["id"]


def test_ctrl_c_leaves_the_submission_running_and_says_how_to_look_again(terminal, endless, ask):
    launched = terminal.launch("submit", endless.name)
    number = number_of(launched.until("Submission "))
    code, rest = launched.interrupt()
    assert code == 130
    assert f"Submission {number} goes on without you. Look again with: gradus status {number} --watch" in rest
    assert ask(f"submissions/{number}/")["verdict"] is None
    waiting = terminal("status", str(number))
    assert waiting.returncode == 0 and f"Submission {number} to {LAB} is" in waiting.stdout


def test_a_cancelled_submission_did_not_pass(terminal, endless, ask):
    launched = terminal.launch("submit", endless.name)
    number = number_of(launched.until("Submission "))
    ask(f"submissions/{number}/cancel/", {}, "POST")
    assert launched.until("Cancelled").startswith(f"Cancelled: {LAB}, submission {number}")
    assert launched.process.wait(30) == 1


def test_following_gives_up_when_nobody_answers_for_long():
    nowhere = Api(Installation(f"http://127.0.0.1:{free_port()}", "token"), pauses=())
    told = follow(nowhere, 1, patience=2)
    assert next(told).kind == LOST
    with pytest.raises(NoConnection):
        next(told)


def test_the_latest_submissions_and_what_is_next_are_told(terminal, right, ask):
    number = terminal.json("submit", right.name)["id"]
    told = terminal("status").stdout
    assert told.splitlines()[1].split()[:3] == ["passed", str(number), LAB]
    today = ask("today/")
    assert f"Due, {today['day']}" in told
    assert f"gradus start {today['next']['lab']}" in told
    assert terminal.json("status")["today"] == today


def test_one_submission_is_told_with_the_exit_code_of_its_verdict(terminal, wrong):
    number = terminal.json("submit", wrong.name)["id"]
    told = terminal("status", str(number))
    assert told.returncode == 1
    assert live(told.stdout) and MISCONCEPTION in told.stdout
    assert terminal("status", "999999999").stderr == "You have no submission 999999999. Your latest: gradus status\n"
    assert terminal("status", "--watch").returncode == 2


def test_another_learners_submission_is_not_found(terminal: Terminal, live_stack):
    owner = live_stack.token()
    source = (FOLDER / "starter.py").read_text(encoding="utf-8")
    theirs = live_stack.ask("/api/submissions/", owner, {"lab": LAB, "source": source})[1]["id"]
    assert terminal("status", str(theirs)).returncode == 2
