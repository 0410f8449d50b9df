"""Whatever goes wrong ends in a sentence and an exit code, never in a traceback."""

import json

import pytest

from tests.client.servers import answering
from tests.stack import ROOT, free_port

COMMANDS = [
    ("labs",),
    ("start", "activation-zoo"),
    ("status",),
    ("status", "1", "--watch"),
    ("submit", "mine.py", "--lab", "activation-zoo"),
    ("notes", "list"),
    ("notes", "search", "word"),
    ("notes", "show", "1"),
    ("notes", "new", "Title", "--file", "mine.py"),
    ("notes", "edit", "1", "--file", "mine.py"),
    ("logout", "--revoke"),
]
PROBLEM = {"Content-Type": "application/problem+json"}


@pytest.fixture
def guest(visitor):
    (visitor.home / "mine.py").write_text("x = 1\n")
    visitor.more["GRADUS_TOKEN"] = "a-token"
    return visitor


def is_one_sentence(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1 and (text[0].isupper() or text.startswith("http"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nobody_there_is_3_nobody_signed_in_is_4(guest, command):
    away = guest(*command, GRADUS_URL=f"http://127.0.0.1:{free_port()}")
    assert (away.returncode, away.stdout) == (3, "")
    assert "does not answer" in away.stderr
    unknown = guest(*command, GRADUS_TOKEN="")
    assert (unknown.returncode, unknown.stdout) == (4, "")
    assert is_one_sentence(unknown.stderr)


@pytest.mark.parametrize(
    ("status", "headers", "body", "code", "words"),
    [
        (500, {}, "<h1>Server Error</h1>", 5, "answered 500 Internal Server Error."),
        (502, {}, "", 5, "answered 502 Bad Gateway."),
        (500, PROBLEM, json.dumps({"status": 500, "detail": "It was noted."}), 5, "It was noted."),
        (401, PROBLEM, json.dumps({"status": 401, "detail": "Invalid token."}), 4, "Invalid token."),
        (404, {}, "<h1>Not Found</h1>", 3, "Is this the address of a Gradus?"),
        (400, PROBLEM, json.dumps({"status": 400, "detail": "x", "errors": {"lab": ["No."]}}), 2, "lab: No."),
        (429, {"Retry-After": "86400"}, "", 3, "answered 429 Too Many Requests."),
        (302, {"Location": "/sign-in/"}, "", 2, "leads to /sign-in/"),
    ],
)
def test_what_the_other_side_says_decides_the_code(guest, status, headers, body, code, words):
    with answering(status, headers, body) as other:
        ended = guest("labs", GRADUS_URL=other.url)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert words in ended.stderr and is_one_sentence(ended.stderr)


@pytest.mark.parametrize("body", ["<h1>Hello</h1>", "", "[]", "null", "{"])
def test_another_server_is_not_taken_for_gradus(guest, body):
    with answering(200, {"Content-Type": "application/json"}, body) as other:
        ended = guest("labs", GRADUS_URL=other.url)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == f"What answers at {other.url} is not Gradus. Is the address right?\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_takes_a_page_for_an_answer(guest, command):
    with answering(200, {"Content-Type": "text/html"}) as other:
        assert guest(*command, GRADUS_URL=other.url).returncode == 3


def test_signing_in_at_another_server_keeps_nothing(visitor):
    with answering() as other:
        refused = visitor("login", other.url, text="a-token")
    assert refused.returncode == 3
    assert "is not Gradus." in refused.stderr
    assert not visitor.sign_in.exists()


def test_a_request_that_came_too_often_waits_as_it_is_told(guest):
    with answering(429, {"Retry-After": "0"}) as other:
        ended = guest("labs", GRADUS_URL=other.url)
    assert ended.stderr.splitlines()[:3] == ["Gradus was asked too often. Going on in 0 s."] * 3
    assert len(other.requests) == 4


def test_with_json_an_error_is_json_too(guest):
    with answering(400, PROBLEM, json.dumps({"status": 400, "detail": "No.", "type": "urn:x"})) as other:
        told = guest.json("labs", GRADUS_URL=other.url)
    assert told == {"error": "No.", "exit": 2, "problem": {"status": 400, "detail": "No.", "type": "urn:x"}}
    assert guest.json("labs", "--bad")["exit"] == 2


def test_wrong_words_on_the_command_line_are_2(visitor):
    for words in (("nonsense",), ("labs", "--nonsense"), ("start",), ("labs", "--state", "x"), ("status", "0")):
        refused = visitor(*words)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "Error: " in refused.stderr


def test_a_mistake_of_the_clients_own_is_written_down(guest):
    """An answer in a shape that the API never has stands for the mistakes that nobody foresaw."""
    with answering(200, {"Content-Type": "application/json"}, '{"results": [1], "next": null}') as other:
        ended = guest("labs", GRADUS_URL=other.url)
    path = guest.state / "last-error.txt"
    assert ended.returncode == 5
    assert str(path) in ended.stderr
    assert "Traceback (most recent call last)" in path.read_text()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_completion_for_each_shell(visitor, shell):
    script = visitor("completion", shell).stdout
    assert "_GRADUS_COMPLETE" in script and "gradus" in script
    assert visitor.json("completion", shell)["script"] + "\n" == script


def test_labs_are_completed_and_nothing_where_there_is_no_connection(terminal):
    asked = {"_GRADUS_COMPLETE": "bash_complete", "COMP_WORDS": "gradus start activation", "COMP_CWORD": "2"}
    assert terminal(**asked).stdout == "plain,activation-zoo\n"
    assert terminal(**asked, GRADUS_URL=f"http://127.0.0.1:{free_port()}").stdout.strip() == ""


def test_the_readme_tells_every_command_and_every_exit_code(visitor):
    from gradus_client.errors import Exit
    from gradus_client.main import gradus

    readme = (ROOT / "client" / "README.md").read_text(encoding="utf-8")
    told = {int(row.split("|")[1]) for row in readme.splitlines() if row.startswith("| ") and row[2].isdigit()}
    assert told == set(map(int, Exit))
    assert all(f"gradus {command}" in readme for command in gradus.commands)
    assert all(f"  {code.value} " in visitor("--help").stdout for code in Exit)
