"""Drafts of one lab in several pages: told, and none of them lost."""

import pytest

from labs.models import Draft, SetAside, Submission

HTMX = {"HX-Request": "true"}
DRAFT = "/labs/softplus/draft/"
ONE, OTHER = {"page": "0a"}, {"page": "0b"}


def text_of(response):
    return response.content.decode()


@pytest.fixture
def keep(owners):
    """Keep a draft as an open page does; gives what the page is told."""

    def kept(source, base="0", **page):
        return text_of(owners.post(DRAFT, {"source": source, "base": base, **page}, headers=HTMX))

    return kept


def test_a_page_that_goes_on_writing_has_one_draft(keep):
    assert 'name="base" value="1"' in keep("a = 1\n", **ONE)
    assert 'name="base" value="2"' in keep("a = 2\n", "1", **ONE)
    assert Draft.objects.get().source == "a = 2\n"
    assert not SetAside.objects.exists()


def test_of_two_pages_both_drafts_are_kept_and_the_later_page_is_told(keep, owners):
    keep("from = 'one'\n", **ONE)
    told = keep("from = 'other'\n", **OTHER)
    assert "This lab is open in another page too" in told
    assert Draft.objects.get().source == "from = 'other'\n"
    aside = SetAside.objects.get()
    assert aside.source == "from = 'one'\n"
    assert "from = &#x27;one&#x27;" in text_of(owners.get("/labs/softplus/", {"from": f"beside-{aside.pk}"}))


def test_two_pages_that_go_on_writing_stay_two_drafts(keep):
    for turn in range(3):
        keep(f"one = {turn}\n", **ONE)
        keep(f"other = {turn}\n", **OTHER)
    assert Draft.objects.get().source == "other = 2\n"
    assert [aside.source for aside in SetAside.objects.all()] == ["one = 2\n"]


def test_a_page_whose_answer_was_lost_is_no_other_page(keep):
    keep("a = 1\n", **ONE)
    assert "another page" not in keep("a = 2\n", "0", **ONE)
    assert not SetAside.objects.exists()


def test_the_same_text_in_two_pages_is_one_draft(keep):
    keep("a = 1\n", **ONE)
    assert "another page" not in keep("a = 1\n", **OTHER)


def test_sending_from_one_page_keeps_the_draft_of_the_other(keep, owners):
    keep("one = 1\n", **ONE)
    owners.post("/labs/softplus/submit/", {"source": "f = abs", "device": "cpu", "base": "0", **OTHER}, headers=HTMX)
    assert Draft.objects.get().source == "f = abs"
    assert SetAside.objects.get().source == "one = 1\n"


def test_writing_over_the_starter_sets_the_draft_aside(keep, owners):
    keep("mine = 1\n", **ONE)
    page = text_of(owners.get("/labs/softplus/", {"from": "starter"}))
    assert 'name="base" value=""' in page
    keep("new = 1\n", "", **OTHER)
    assert SetAside.objects.get().source == "mine = 1\n"


def test_what_is_kept_as_an_attempt_is_not_set_aside(keep, owner, send):
    send(owner, source="f = abs\n")
    keep("f = abs\n", **ONE)
    keep("f = 2\n", "", **OTHER)
    assert Submission.objects.count() == 1
    assert not SetAside.objects.exists()


def test_a_draft_that_stands_beside_can_be_thrown_away(keep, owners):
    keep("one = 1\n", **ONE)
    keep("other = 1\n", **OTHER)
    page = text_of(owners.get("/labs/softplus/"))
    address = f"/labs/drafts/{SetAside.objects.get().pk}/drop/"
    assert "Another draft, of" in page and address in page
    assert owners.post(address, follow=True).redirect_chain == [("/labs/softplus/", 302)]
    assert not SetAside.objects.exists()
    assert Draft.objects.get().source == "other = 1\n"


def test_nobody_opens_or_throws_away_what_another_set_aside(keep, teammates):
    keep("one = 1\n", **ONE)
    keep("other = 1\n", **OTHER)
    pk = SetAside.objects.get().pk
    assert teammates.get("/labs/softplus/", {"from": f"beside-{pk}"}).status_code == 404
    assert teammates.post(f"/labs/drafts/{pk}/drop/").status_code == 404
    assert SetAside.objects.exists()


@pytest.mark.parametrize("base", ["x", "9" * 40, "-1"])
def test_a_page_that_says_nonsense_of_itself_loses_nothing(keep, base):
    keep("one = 1\n", **ONE)
    keep("other = 1\n", base, page="<script>")
    assert {Draft.objects.get().source, SetAside.objects.get().source} == {"one = 1\n", "other = 1\n"}
