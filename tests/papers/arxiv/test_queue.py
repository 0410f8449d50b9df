"""The queue at the desk: what is new, and what a learner does with it. Nobody sees another's marks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.models import Feed, Mark, Preprint
from roadmap.papers.arxiv.queue import PAGE
from roadmap.papers.models import Paper

HTMX = {"HX-Request": "true"}


def text_of(response):
    return response.content.decode()


@pytest.fixture
def feed(following):
    (row,) = following("cs.CL")
    return row


@pytest.fixture
def preprint(feed):
    return made(
        feed, "2603.00001", "Attention again", authors="Ada Lovelace\nKurt Gödel", abstract="We look once more."
    )


def made(feed, arxiv_id, title, **facts):
    row = Preprint.objects.create(arxiv_id=arxiv_id, title=title, announced=timezone.now(), categories="cs.CL", **facts)
    row.feeds.add(feed)
    return row


def act(client, preprint, what, **sent):
    return client.post(f"/papers/queue/{preprint.pk}/{what}/", sent, headers=HTMX)


def shown(client, query=""):
    return {entry.title for entry, _ in client.get(f"/papers/queue/{query}").context["page"].rows}


# Categories


def test_a_learner_begins_with_the_three_that_are_offered_ticked(at_desk, owner):
    assert "You follow no category yet" in text_of(at_desk.get("/papers/queue/"))
    form = at_desk.get("/papers/queue/categories/").context["form"]
    assert form.initial["offered"] == ["cs.CV", "cs.CL", "cs.LG"]
    assert not Feed.objects.exists()
    at_desk.post("/papers/queue/categories/", {"offered": form.initial["offered"], "others": "math.oc quant-ph"})
    assert {feed.category for feed in Feed.objects.of(owner)} == {"cs.CV", "cs.CL", "cs.LG", "math.OC", "quant-ph"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"others": "../../etc"}, "is no category of arXiv"),
        ({"others": "cs.CV/../x"}, "is no category of arXiv"),
        ({"offered": ["cs.XX"]}, "Select a valid choice"),
        ({"others": "cs.AA cs.BB cs.CC cs.DD cs.EE cs.FF cs.GG cs.HH cs.II cs.JJ cs.KK cs.LL cs.MM"}, "Up to 12"),
    ],
)
def test_what_is_no_category_is_answered_in_a_sentence(at_desk, sent, sentence):
    response = at_desk.post("/papers/queue/categories/", sent)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Feed.objects.exists()


def test_who_leaves_a_category_keeps_what_they_starred_of_it(at_desk, owner, preprint, feed):
    made(feed, "2603.00002", "Another")
    act(at_desk, preprint, "star")
    at_desk.post("/papers/queue/categories/", {"offered": ["cs.CV"]})
    assert shown(at_desk, "?show=all") == {"Attention again"}


# What to do with an entry


def test_what_is_new_stands_in_the_queue(at_desk, preprint):
    page = text_of(at_desk.get("/papers/queue/"))
    assert "Attention again" in page
    assert "Ada Lovelace, Kurt Gödel" in page
    assert "https://arxiv.org/abs/2603.00001" in page


def test_a_starred_entry_leaves_what_is_new_and_stands_under_starred(at_desk, preprint):
    assert 'aria-pressed="true"' in text_of(act(at_desk, preprint, "star"))
    assert shown(at_desk) == set()
    assert shown(at_desk, "?show=starred") == {"Attention again"}
    act(at_desk, preprint, "unstar")
    assert shown(at_desk) == {"Attention again"}


def test_a_dismissed_entry_can_be_brought_back(at_desk, preprint):
    assert "Bring back" in text_of(act(at_desk, preprint, "dismiss"))
    assert shown(at_desk) == set()
    assert shown(at_desk, "?show=dismissed") == {"Attention again"}
    act(at_desk, preprint, "restore")
    assert shown(at_desk) == {"Attention again"}


def test_starring_a_dismissed_entry_brings_it_back(at_desk, preprint):
    act(at_desk, preprint, "dismiss")
    act(at_desk, preprint, "star")
    assert shown(at_desk, "?show=dismissed") == set()


def test_tags_are_found_again_and_can_be_taken_off(at_desk, preprint, feed):
    made(feed, "2603.00002", "Another")
    page = text_of(act(at_desk, preprint, "tag", tags="To read, Größe; to read"))
    assert '<span class="tag">größe</span>' in page
    assert Mark.objects.get().tag_list == ["größe", "read", "to"]
    assert shown(at_desk, "?tag=größe") == {"Attention again"}
    assert shown(at_desk, "?tag=gr") == set()
    act(at_desk, preprint, "tag", tags="")
    assert shown(at_desk) == {"Attention again", "Another"}


def test_an_entry_goes_into_the_log_with_what_is_known_of_it(at_desk, owner, preprint):
    page = text_of(act(at_desk, preprint, "add"))
    paper = Paper.objects.of(owner).get()
    assert (paper.arxiv_id, paper.title, paper.year) == ("2603.00001", "Attention again", 2026)
    assert paper.author_list == ["Ada Lovelace", "Kurt Gödel"]
    assert paper.abstract == "We look once more."
    assert f'href="/papers/{paper.pk}/"' in page


def test_an_entry_that_the_log_has_is_not_added_twice(at_desk, owner, preprint):
    Paper.objects.create(learner=owner, title="Mine", arxiv_id="2603.00001")
    for _ in range(2):
        act(at_desk, preprint, "add")
    assert Paper.objects.get().title == "Mine"


def test_a_paper_removed_from_the_log_can_be_added_anew(at_desk, preprint):
    act(at_desk, preprint, "add")
    Paper.objects.all().delete()
    assert "Add to the log" in text_of(at_desk.get("/papers/queue/"))


def test_without_script_a_button_leads_back_to_the_entry(at_desk, preprint):
    response = at_desk.post(f"/papers/queue/{preprint.pk}/star/", follow=True)
    assert [entry.title for entry, _ in response.context["page"].rows] == ["Attention again"]


def test_the_page_can_be_dismissed_but_not_what_was_starred(at_desk, preprint, feed):
    made(feed, "2603.00002", "Another")
    act(at_desk, preprint, "star")
    response = at_desk.post("/papers/queue/dismiss-page/", {"before": ""}, follow=True)
    assert "1 entry was dismissed" in text_of(response)
    assert shown(at_desk) == set()
    assert shown(at_desk, "?show=dismissed") == {"Another"}


# Finding


@pytest.mark.parametrize("words", ["attention", "lovelace", "once more", "2603.00001", "again ADA"])
def test_words_are_sought_in_title_authors_abstract_and_id(at_desk, preprint, feed, words):
    made(feed, "2603.00002", "Another")
    assert shown(at_desk, f"?q={words}") == {"Attention again"}


def test_a_search_finds_what_was_dismissed(at_desk, preprint):
    act(at_desk, preprint, "dismiss")
    assert shown(at_desk, "?q=attention") == {"Attention again"}


def test_one_category_can_be_shown(at_desk, preprint, following):
    _, other = following("cs.CL", "cs.LG")
    made(other, "2603.00002", "Learning")
    assert shown(at_desk, "?category=cs.LG") == {"Learning"}


def test_a_long_queue_is_paged_and_its_filters_stay(at_desk, feed):
    for number in range(PAGE + 3):
        made(feed, f"2603.{number:05}", f"Paper {number}")
    first = at_desk.get("/papers/queue/?q=paper").context["page"]
    assert len(first.rows) == PAGE
    assert shown(at_desk, first.older) == {"Paper 0", "Paper 1", "Paper 2"}


def test_the_page_costs_the_same_queries_however_long(at_desk, owner, feed, django_assert_max_num_queries):
    for number in range(PAGE):
        marking.add_to_log(owner, made(feed, f"2603.{number:05}", f"Paper {number}"))
    with django_assert_max_num_queries(8):
        at_desk.get("/papers/queue/?show=all")


def test_trouble_with_a_feed_is_one_quiet_line(at_desk, feed):
    feed.failed(timezone.now(), "The server answered 503 Service Unavailable.", timedelta(hours=2))
    page = text_of(at_desk.get("/papers/queue/"))
    assert "cs.CL could not be read since" in page
    assert "Nothing is lost; it is asked again" in page


# Others


def test_marks_are_each_learners_own(client, at_desk, owner, teammate, preprint):
    act(at_desk, preprint, "dismiss")
    marking.follow(teammate, ["cs.CL"])
    client.force_login(teammate)
    assert shown(client) == {"Attention again"}


def test_an_entry_of_a_category_that_one_does_not_follow_is_not_found(client, teammate, preprint):
    client.force_login(teammate)
    assert shown(client, "?show=all") == set()
    for what in ("star", "unstar", "dismiss", "restore", "tag", "add"):
        assert act(client, preprint, what).status_code == 404
    assert not Mark.objects.exists()
