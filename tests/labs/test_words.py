import pytest

from labs.models import State
from labs.templatetags.lab_words import first_line, further_lines, heat_map, in_words, python, spent, with_code
from runner.contract import Ending, Outcome


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.0001, "under 1 ms"),
        (0.0042, "4 ms"),
        (0.42, "0.42 s"),
        (12.3, "12 s"),
        (59.9, "60 s"),
        (200.4, "3 min 20 s"),
    ],
)
def test_a_duration_is_read_at_a_glance(seconds, words):
    assert spent(seconds) == words


@pytest.mark.parametrize("standing", [*Ending, *Outcome, State.QUEUED, State.RUNNING])
def test_every_ending_has_words(standing):
    assert in_words(str(standing))


def test_a_message_is_a_sentence_and_what_stands_in_columns_below_it():
    message = "Line 3: invalid syntax.\n    def f(:\n          ^"
    assert first_line(message) == "Line 3: invalid syntax."
    assert further_lines(message) == "    def f(:\n          ^"


def test_code_in_a_sentence_is_told_apart_and_stays_text():
    assert with_code("`f(<x>)` & g") == "<code>f(&lt;x&gt;)</code> &amp; g"


def test_source_on_a_page_is_text():
    assert "<script>" not in python("x = '<script>'")


def test_an_error_map_has_a_square_for_each_wrong_element():
    picture = heat_map({"shape": [2, 2], "values": [[0.0, 0.5], [1.0, None]]})
    assert picture.count('width="1" height="1"') == 2
    assert 'x="0" y="1" width="1" height="1" fill-opacity="1.000"' in picture
    assert "2 of 4 elements shown are wrong" in picture
