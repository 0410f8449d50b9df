"""Several editors save the same note at the same moment, on the stack and the database that a learner runs."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.asking import Asking

EDITORS = 6


@pytest.fixture(scope="module")
def ask(live_stack):
    return Asking(live_stack)


@pytest.mark.slow
@pytest.mark.parametrize("if_match", ['"1"', None])
def test_one_save_wins_each_round_and_no_text_that_was_saved_is_lost(ask, if_match):
    _, note = ask("POST", "/api/notes/", {"title": f"Race {if_match}", "body": "first"})
    address = f"/api/notes/{note['id']}/"
    headers = {"If-Match": if_match} if if_match else {}
    with ThreadPoolExecutor(EDITORS) as editors:
        texts = [f"from editor {number}" for number in range(EDITORS)]
        answers = list(editors.map(lambda text: ask("PATCH", address, {"body": text}, headers), texts))
    saved = [answer for status, answer in answers if status == 200]
    present = ask("GET", address)[1]
    assert {status for status, _ in answers} <= {200, 412}
    assert present["body"] in {answer["body"] for answer in saved}
    assert present["revision"] == 1 + len(saved)
    assert if_match is None or len(saved) == 1


@pytest.mark.slow
def test_of_two_notes_made_at_once_with_one_title_one_is_made(ask):
    with ThreadPoolExecutor(EDITORS) as editors:
        answers = list(editors.map(lambda _: ask("POST", "/api/notes/", {"title": "Made at once"}), range(EDITORS)))
    assert sorted(status for status, _ in answers) == [201] + [400] * (EDITORS - 1)
    refused = [answer for status, answer in answers if status == 400]
    assert all("You already have a note called" in answer["errors"]["title"][0] for answer in refused)
