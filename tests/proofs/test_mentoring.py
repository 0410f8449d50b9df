"""Asking a mentor: one text is seen by those who have its link, and nothing else of the learner by anybody."""

import pytest
from django.test import Client

from roadmap.proofs.models import Assessment, TeachBack
from tests.proving import ENOUGH, WANTING, explain, present_note


@pytest.fixture
def presented(owner, topic):
    return present_note(owner, topic, "Slopes multiply, says quercitron.")


def link_of(at_desk, presented):
    at_desk.post(f"{presented.get_absolute_url()}invite/")
    invitation = TeachBack.objects.get(pk=presented.pk).invitation
    return f"/proofs/shared/{invitation}/"


def test_without_an_invitation_nobody_else_sees_it(at_desk, mentor_desk, presented):
    for address in ("", "assess/", "invite/", "uninvite/", "renew/", "delete/"):
        assert mentor_desk.get(f"{presented.get_absolute_url()}{address}").status_code in (404, 405)
        assert mentor_desk.post(f"{presented.get_absolute_url()}{address}").status_code in (404, 405)
    assert mentor_desk.get("/proofs/shared/None/").status_code == 404
    assert TeachBack.objects.get().invitation is None


def test_whoever_is_signed_in_and_has_the_link_reads_that_text_and_no_other(at_desk, mentor_desk, presented, owner):
    explain(owner, "another").note.delete()
    link = link_of(at_desk, presented)
    html = mentor_desk.get(link).content.decode()
    assert "quercitron" in html
    assert "owner explains" in html
    assert presented.get_absolute_url() not in html
    assert f"/notes/{presented.note_id}/" not in html
    assert Client().get(link).status_code == 302


def test_a_mentor_answers_the_rubric_and_the_learner_sees_who_said_what(at_desk, mentor_desk, presented):
    link = link_of(at_desk, presented)
    assert mentor_desk.post(f"{link}assess/", {**WANTING, "remark": "Show the numbers."}).status_code == 302
    answer = Assessment.objects.get()
    assert (answer.assessor_name, answer.by_mentor, answer.is_met) == ("teammate", True, False)
    html = at_desk.get(presented.get_absolute_url()).content.decode()
    assert "teammate, mentor" in html
    assert "Show the numbers." in html
    mentor_desk.post(f"{link}assess/", ENOUGH)
    assert TeachBack.objects.get().met


def test_a_mentor_does_not_see_what_the_learner_answered(at_desk, mentor_desk, presented):
    at_desk.post(f"{presented.get_absolute_url()}assess/", {**ENOUGH, "remark": "Between me and me."})
    assert "Between me and me." not in mentor_desk.get(link_of(at_desk, presented)).content.decode()


def test_a_mentor_who_leaves_a_question_out_is_told(at_desk, mentor_desk, presented):
    answer = mentor_desk.post(f"{link_of(at_desk, presented)}assess/", {**ENOUGH, "limits": ""})
    assert answer.status_code == 422
    assert not Assessment.objects.exists()


def test_nobody_is_their_own_mentor(at_desk, presented):
    link = link_of(at_desk, presented)
    assert at_desk.get(link)["Location"] == presented.get_absolute_url()
    at_desk.post(f"{link}assess/", ENOUGH)
    assert not Assessment.objects.exists()


def test_the_sharing_ends_when_the_learner_ends_it_and_a_new_link_is_another(at_desk, mentor_desk, presented):
    link = link_of(at_desk, presented)
    assert link == link_of(at_desk, presented)
    mentor_desk.post(f"{link}assess/", ENOUGH)
    at_desk.post(f"{presented.get_absolute_url()}uninvite/")
    assert mentor_desk.get(link).status_code == 404
    assert mentor_desk.post(f"{link}assess/", ENOUGH).status_code == 404
    assert Assessment.objects.count() == 1
    assert link_of(at_desk, presented) != link


def test_a_text_is_no_way_to_run_something_in_a_mentors_browser(at_desk, mentor_desk, owner):
    presented = present_note(owner, "chain-rule", "<script>alert(1)</script> <img src=x onerror=alert(1)>")
    html = mentor_desk.get(link_of(at_desk, presented)).content.decode()
    assert "<script>alert" not in html
    assert "onerror" not in html


def test_an_answer_stays_when_the_mentors_account_goes(at_desk, mentor_desk, presented, teammate):
    mentor_desk.post(f"{link_of(at_desk, presented)}assess/", ENOUGH)
    teammate.delete()
    html = at_desk.get(presented.get_absolute_url()).content.decode()
    assert "teammate, mentor (no account here)" in html
    assert TeachBack.objects.get().met
