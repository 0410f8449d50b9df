"""What is seen: colours only where they are wanted, lines as wide as the terminal, nothing that commands it."""

import pytest

from gradus_client.telling import cells_of, cut, plain, spent, table
from gradus_client.verdicts import beside, case_lines, exit_of, verdict_lines

ESCAPE = "\x1b["


def test_colours_are_for_terminals(terminal):
    assert ESCAPE in terminal.on_a_screen("labs")
    assert ESCAPE not in terminal("labs").stdout


def test_no_color_is_respected(terminal):
    assert ESCAPE not in terminal.on_a_screen("labs", NO_COLOR="1")
    assert ESCAPE in terminal.on_a_screen("labs", NO_COLOR="")


def test_a_line_ends_where_the_terminal_does(terminal):
    lines = terminal.on_a_screen("labs", NO_COLOR="1", COLUMNS="60").splitlines()
    assert max(map(cells_of, lines)) == 60
    assert any(line.endswith("…") for line in lines)


def test_a_terminal_that_cannot_write_a_mark_is_no_reason_to_stop(terminal, right):
    sent = terminal("submit", right.name, PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert sent.returncode == 0
    assert sent.stdout.splitlines()[1].startswith("? ")


def test_a_reader_that_goes_away_is_no_error(terminal):
    launched = terminal.launch("labs", "--json")
    assert launched.process.stdout
    launched.process.stdout.close()
    assert launched.process.wait(30) in (0, 1)


def test_two_texts_stand_beside_each_other_where_there_is_room():
    assert beside("expected", "[1 2]\n[3]", "got", "[1 9]", 60)[1:] == ["[1 2]      [1 9]", "[3]"]
    assert beside("expected", "[1 2]", "got", "[1 9]", 10)[1::2] == ["[1 2]", "[1 9]"]


def test_a_case_without_numbers_is_told_by_its_traceback():
    assert list(case_lines({"traceback": "line 3\nValueError"}, 80)) == ["", "line 3", "ValueError"]
    assert list(case_lines({}, 80)) == []


@pytest.mark.parametrize(("verdict", "code"), [("passed", 0), ("failed", 1), ("cancelled", 1), ("ours", 5)])
def test_a_verdict_has_its_exit_code_and_its_word(verdict, code):
    settled = {"id": 3, "lab": "a-lab", "verdict": verdict, "message": "Why.", "seconds": 0.5, "checks": []}
    settled |= {"diagnosis": None}
    assert exit_of(settled) == code
    assert "a-lab, submission 3" in verdict_lines(settled)[-1]


@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\x9b1m", "\u202e", "\u200b", "\r", "\ud800"])
def test_no_character_that_commands_a_terminal_comes_through(text):
    assert plain(f"a{text}b")[1] == "\ufffd"


def test_letters_marks_and_lines_come_through():
    assert plain("é ∂ 漢\n\t✓ 🙂") == "é ∂ 漢\n\t✓ 🙂"


def test_columns_keep_their_place_beside_wide_letters():
    lines = table([("漢字", "x"), ("a", "y")])
    assert [cells_of(line[: line.index(end)]) for line, end in zip(lines, "xy", strict=True)] == [6, 6]
    assert table([]) == []


def test_a_line_is_cut_by_the_columns_it_takes():
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("abc", 3) == "abc"


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, ""), (0.004, "4 ms"), (0.42, "0.42 s"), (12.3, "12 s"), (200, "3 min 20 s")]
)
def test_a_duration_is_told_in_its_unit(seconds, words):
    assert spent(seconds) == words
