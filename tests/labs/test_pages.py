import re

import pytest

from labs.actions.settle import settle
from labs.models import Draft, Submission
from labs.tasks import begin
from runner.contract import MAX_SOURCE_BYTES, Diagnosis, Ending
from tests.labs.verdicts import failed, passed, verdict_on

HTMX = {"HX-Request": "true"}
HINT = Diagnosis("no_max", "The maximum is not taken out", "Your `exp` **overflows**.")
DETAIL = {
    "inputs": {"x": "[1. 2.]"},
    "expected": "[1.3 2.1]",
    "got": "[0. 2.1]",
    "where": "[0]",
    "difference": "1.3",
    "heat": {"shape": [1, 2], "values": [[1.0, 0.0]]},
}


def text_of(response):
    return response.content.decode()


def lab_links(response):
    return re.findall(r'data-lab="([-\w]+)"', text_of(response))


@pytest.fixture
def judged(owner, send):
    """An attempt at softplus with the given ending."""

    def made(ending=Ending.PASSED, *checks, **facts):
        sent = send(owner, source=facts.pop("source", "f = abs\n"))
        settle(verdict_on(sent, ending, *checks, **facts))
        return sent

    return made


# The map


def test_the_map_shows_every_lab_under_its_topic_in_the_order_of_learning(owners):
    page = owners.get("/labs/")
    assert lab_links(page) == ["softplus", "log-sum-exp", "flash"]
    assert text_of(page).index("Foundations</h2>") < text_of(page).index("Attention</h2>")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"search": "SOFT"}, ["softplus"]),
        ({"search": "exp found"}, ["log-sum-exp"]),
        ({"search": "tiles numpy"}, []),
        ({"framework": "torch"}, ["flash"]),
        ({"level": "core"}, ["log-sum-exp"]),
        ({"state": "proven"}, ["softplus"]),
        ({"state": "not_begun"}, ["flash"]),
        ({"state": "under_way"}, ["log-sum-exp"]),
    ],
)
def test_the_filter_narrows_the_map(owners, owner, judged, asked, found):
    judged()
    Draft.objects.keep(owner, "log-sum-exp", "f = 1")
    assert lab_links(owners.get("/labs/", asked)) == found


def test_typing_swaps_the_map_alone(owners):
    swapped = owners.get("/labs/", {"search": "zzz"}, headers=HTMX)
    assert "<html" not in text_of(swapped)
    assert "No lab fits" in text_of(swapped)


# The lab


def test_a_lab_opens_with_statement_starter_and_what_is_checked(owners):
    page = text_of(owners.get("/labs/softplus/"))
    assert "<math" in page
    assert "raise NotImplementedError" in page
    assert "<code>f(x)</code> is the value." in page
    assert 'name="device" value="cpu"' in page


def test_a_lab_on_several_devices_lets_the_learner_choose(owners):
    assert text_of(owners.get("/labs/flash/")).count('type="radio" name="device"') == 2


def test_an_unknown_lab_is_not_found(owners):
    assert owners.get("/labs/nonsense/").status_code == 404


def test_the_editor_opens_with_the_draft_before_the_latest_attempt_before_the_starter(owners, owner, judged):
    judged(source="latest = 1\n")
    assert "latest = 1" in text_of(owners.get("/labs/softplus/"))
    Draft.objects.keep(owner, "softplus", "draft = 1\n")
    page = text_of(owners.get("/labs/softplus/"))
    assert "draft = 1" in page
    assert "Draft kept" in page


def test_another_source_opens_without_touching_the_draft(owners, owner, judged):
    older = judged(source="older = 1\n")
    Draft.objects.keep(owner, "softplus", "draft = 1\n")
    page = text_of(owners.get("/labs/softplus/", {"from": older.pk}))
    assert "older = 1" in page
    assert "back to the draft" in page
    assert "NotImplementedError" in text_of(owners.get("/labs/softplus/", {"from": "starter"}))
    assert Draft.objects.get().source == "draft = 1\n"


def test_the_source_of_another_learner_does_not_open(teammates, judged):
    assert teammates.get("/labs/softplus/", {"from": judged().pk}).status_code == 404


# Sending


def test_without_script_a_submission_leads_to_its_page(owners, owner):
    answer = owners.post("/labs/softplus/submit/", {"source": "f = abs\r\n", "device": "cpu"}, follow=True)
    sent = Submission.objects.get()
    assert answer.redirect_chain == [(f"/labs/submissions/{sent.pk}/", 302)]
    assert (sent.learner, sent.source) == (owner, "f = abs\n")
    assert '<meta http-equiv="refresh"' in text_of(answer)
    assert "Next in line" in text_of(answer)


def test_without_script_a_refusal_keeps_what_was_written(owners):
    answer = owners.post("/labs/softplus/submit/", {"source": "f = 1", "device": "cuda"})
    assert answer.status_code == 422
    assert "This lab runs on cpu, not on cuda." in text_of(answer)
    assert "f = 1</textarea>" in text_of(answer)


def test_with_script_the_attempt_is_swapped_in_and_followed(owners):
    answer = owners.post("/labs/softplus/submit/", {"source": "f = abs", "device": "cpu"}, headers=HTMX)
    assert f'data-events="/labs/submissions/{Submission.objects.get().pk}/events/"' in text_of(answer)
    assert "<html" not in text_of(answer)


def test_with_script_a_refusal_is_told_beside_the_editor(owners):
    answer = owners.post("/labs/softplus/submit/", {"source": "", "device": "cpu"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#refused")
    assert "The file is empty" in text_of(answer)


def test_what_was_sent_is_the_draft_from_then_on(owners, owner):
    Draft.objects.keep(owner, "softplus", "old = 1")
    owners.post("/labs/softplus/submit/", {"source": "f = abs", "device": "cpu"})
    assert Draft.objects.get().source == "f = abs"


def test_a_draft_is_kept_for_its_learner_alone(owners, owner, teammates):
    answer = owners.post("/labs/softplus/draft/", {"source": "f = 1\r\n"}, headers=HTMX)
    assert "Draft kept" in text_of(answer)
    assert Draft.objects.get(learner=owner, lab="softplus").source == "f = 1\n"
    assert "f = 1" not in text_of(teammates.get("/labs/softplus/"))


@pytest.mark.parametrize("source", ["#" * (MAX_SOURCE_BYTES + 1), "a\0"])
def test_a_draft_that_cannot_be_kept_leaves_the_earlier_one(owners, owner, source):
    Draft.objects.keep(owner, "softplus", "f = 1")
    assert owners.post("/labs/softplus/draft/", {"source": source}).status_code == 422
    assert Draft.objects.get().source == "f = 1"


# Attempts


def test_a_failed_attempt_shows_case_hint_and_prints(owners, judged):
    check = failed("values", detail=DETAIL, message="2 of 2 values differ", output="here\n")
    sent = judged(Ending.FAILED, passed("loads"), check, diagnosis=HINT)
    page = text_of(owners.get(f"/labs/submissions/{sent.pk}/"))
    for shown in ("1 of 2 checks passed", "2 of 2 values differ", "[1.3 2.1]", "here", "<strong>overflows</strong>"):
        assert shown in page
    assert '<details class="panel diagnosis" id="diagnosis">' in page  # folded: the learner chooses to open it


def test_no_page_needs_inline_style_or_script(owners, judged):
    sent = judged(Ending.FAILED, failed("values", detail=DETAIL), diagnosis=HINT)
    for address in (f"/labs/submissions/{sent.pk}/", "/labs/softplus/", "/labs/", "/labs/softplus/attempts/"):
        page = text_of(owners.get(address))
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page), address


@pytest.mark.parametrize("runner_alive", [True, False])
def test_a_waiting_attempt_says_whether_a_runner_is_there(owners, owner, send, redis, runner_alive):
    if runner_alive:
        redis.set("gradus:runner:here-1", '{"name": "here-1", "devices": ["cpu"]}')
    page = text_of(owners.get(f"/labs/submissions/{send(owner).pk}/"))
    assert ("No runner for cpu is running: the submission waits" in page) is not runner_alive


def test_without_redis_a_waiting_attempt_is_said_to_be_kept(owners, owner, send, broker_away):
    sent = send(owner)
    with broker_away():
        page = text_of(owners.get(f"/labs/submissions/{sent.pk}/"))
    assert "The queue does not answer. The submission is kept" in page


def test_a_running_attempt_can_be_cancelled_and_says_so(owners, owner, send):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    assert f'action="/labs/submissions/{sent.pk}/cancel/"' in text_of(owners.get(f"/labs/submissions/{sent.pk}/"))
    answer = owners.post(f"/labs/submissions/{sent.pk}/cancel/", headers=HTMX)
    assert "Stopping on here-1" in text_of(answer)


def test_the_attempts_of_a_lab_are_listed_newest_first(owners, judged):
    first, second = judged(Ending.FAILED), judged()
    page = text_of(owners.get("/labs/softplus/attempts/"))
    assert page.index(f"/labs/submissions/{second.pk}/") < page.index(f"/labs/submissions/{first.pk}/")


def test_two_attempts_are_compared_line_by_line(owners, judged):
    older, newer = judged(source="a = 1\nb = 2\n"), judged(source="a = 1\nb = 3\n")
    page = text_of(owners.get("/labs/softplus/diff/", {"older": older.pk, "newer": newer.pk}))
    signs = re.findall(r"<td>(.)</td><td><code>(.*?)</code>", page)
    assert signs == [(" ", "a = 1"), ("-", "b = 2"), ("+", "b = 3")]


def test_comparing_with_nothing_leads_back_to_the_choice(owners):
    answer = owners.get("/labs/softplus/diff/", {"older": "x"}, follow=True)
    assert answer.redirect_chain == [("/labs/softplus/attempts/", 302)]
    assert "Choose two attempts to compare." in text_of(answer)


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_number_that_no_attempt_has_is_not_found(owners, number):
    assert owners.get(f"/labs/submissions/{number}/").status_code == 404
    assert owners.get("/labs/softplus/", {"from": number}).status_code == 404
    assert owners.get("/labs/softplus/diff/", {"older": number, "newer": number}).status_code == 404


def test_the_reference_opens_once_the_lab_is_proven(owners, judged):
    judged(Ending.FAILED, failed("values"))
    shut = owners.get("/labs/softplus/reference/")
    assert shut.status_code == 403
    assert "The reference opens once you have proven this lab." in text_of(shut)
    judged()
    page = text_of(owners.get("/labs/softplus/reference/"))
    assert "The one way." in page
    assert "By hand." in page


def test_an_attempt_at_a_lab_that_has_gone_is_still_there(owners, owner):
    sent = Submission.objects.create(learner=owner, lab="gone", source="f = 1", state="settled", verdict="passed")
    page = owners.get(f"/labs/submissions/{sent.pk}/")
    assert page.status_code == 200
    assert "gone, no longer in the catalogue" in text_of(page)


@pytest.mark.parametrize("page", ["/labs/submissions/{pk}/", "/labs/softplus/diff/?older={pk}&newer={pk}"])
def test_nobody_sees_what_another_sent(teammates, judged, page):
    assert teammates.get(page.format(pk=judged().pk)).status_code == 404


@pytest.mark.parametrize("page", ["", "softplus/", "softplus/attempts/", "softplus/reference/"])
def test_a_stranger_is_sent_to_sign_in(db, client, page):
    assert client.get(f"/labs/{page}").status_code == 302
