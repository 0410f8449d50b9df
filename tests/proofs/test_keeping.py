"""Artefacts, readings and links: kept with a date, refused in a sentence, removed with what that costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roadmap.proofs.models import Exhibit
from tests.proving import keep

HTMX = {"HX-Request": "true"}
HASH = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
ADDRESSES = {"artefact": "/proofs/artefacts/add/", "reading": "/proofs/readings/add/", "link": "/proofs/links/add/"}


def today(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def add(client, kind, htmx=False, **values):
    sent = {"topic": "chain-rule", "says": "What it shows", "day": today(), **values}
    return client.post(ADDRESSES[kind], sent, headers=HTMX if htmx else {})


def test_an_artefact_is_an_address_a_hash_or_a_log(at_desk, owner):
    add(at_desk, "artefact", says="Page", url="example.org/run")
    add(at_desk, "artefact", says="File", sha256=f"{HASH}  weights.pt\n", file_name="weights.pt", size="3")
    add(at_desk, "artefact", says="Log", log="step 1\r\nstep 2")
    page, file, log = Exhibit.objects.order_by("pk")
    assert (page.learner, page.concept, page.kind, page.url) == (
        owner,
        "chain-rule",
        "artefact",
        "https://example.org/run",
    )
    assert (file.sha256, file.file_name, file.size) == (HASH.lower(), "weights.pt", 3)
    assert log.log == "step 1\nstep 2"


def test_a_reading_and_a_link_are_kept_with_their_day(at_desk):
    add(at_desk, "reading", says="Goodfellow, chapter 6", day=today(-40))
    add(at_desk, "link", says="Third of ninety", url="https://example.org/rank")
    assert [(one.kind, one.says) for one in Exhibit.objects.all()] == [
        ("link", "Third of ninety"),
        ("reading", "Goodfellow, chapter 6"),
    ]
    assert Exhibit.objects.get(kind="reading").day.isoformat() == today(-40)


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("artefact", {}, "An artefact needs one of three"),
        ("artefact", {"log": "  \n "}, "An artefact needs one of three"),
        ("artefact", {"sha256": "abc"}, "A SHA-256 is 64 characters"),
        ("artefact", {"url": "https://example.org", "file_name": "a.pt"}, "shows little without its SHA-256"),
        ("artefact", {"url": "javascript:alert(1)"}, "That is no address."),
        ("artefact", {"sha256": HASH, "size": "-1"}, "greater than or equal to 0"),
        ("reading", {"says": ""}, "Say in a sentence what it shows."),
        ("reading", {"says": "x" * 501}, "This holds up to 500 characters"),
        ("reading", {"day": "31 March"}, "That is no date."),
        ("reading", {"day": ""}, "Say on which day it was done."),
        ("link", {}, "Give the address that shows it."),
        ("link", {"url": "no address"}, "That is no address."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(at_desk, kind, values, why):
    for htmx in (False, True):
        answer = add(at_desk, kind, htmx, **values)
        assert answer.status_code == 422
        assert why in answer.content.decode()
    assert not Exhibit.objects.exists()


def test_a_day_to_come_is_refused(at_desk):
    assert "still to come" in add(at_desk, "reading", day=today(1)).content.decode()


def test_htmx_gets_the_section_anew_and_the_panel_hears_of_it(at_desk):
    answer = add(at_desk, "link", htmx=True, url="https://example.org")
    html = answer.content.decode()
    assert answer["HX-Trigger"] == '{"evidence-changed": {}}'
    assert 'id="link-of-chain-rule"' in html
    assert answer["HX-Retarget"] == "#link-of-chain-rule"
    assert "mark-proven" in html
    assert "Kept: What it shows." in html
    assert "<html" not in html


def test_without_script_the_learner_is_back_at_the_topic(at_desk):
    answer = add(at_desk, "link", url="https://example.org")
    assert answer["Location"] == "/path/first/chain-rule/#link-of-chain-rule"


@pytest.mark.parametrize("topic", ["", "nothing", "../x", "x" * 300])
def test_beside_a_topic_that_is_not_there_nothing_is_kept(at_desk, topic):
    assert add(at_desk, "link", topic=topic, url="https://example.org").status_code == 404
    assert not Exhibit.objects.exists()


def test_a_log_is_read_on_a_page_of_its_own_and_weighs_on_no_other(at_desk, owner):
    add(at_desk, "artefact", says="The run", log="step 1\nquercitron <b>", sha256=HASH, file_name="run.log")
    kept = Exhibit.objects.get()
    for page in ("/proofs/", "/path/first/chain-rule/"):
        html = at_desk.get(page).content.decode()
        assert f'href="{kept.get_absolute_url()}"' in html
        assert "quercitron" not in html
    html = at_desk.get(kept.get_absolute_url()).content.decode()
    for shown in ("step 1\nquercitron &lt;b&gt;", HASH.lower(), "run.log", "The chain rule"):
        assert shown in html


def test_what_was_mistyped_is_put_right(at_desk, owner):
    kept = keep(owner, "chain-rule", "link", says="Thrid of ninety")
    address = f"/proofs/exhibits/{kept.pk}/edit/"
    assert "Thrid of ninety" in at_desk.get(address).content.decode()
    values = {"says": "Third of ninety", "day": "2026-02-01", "url": "https://example.org/rank"}
    assert at_desk.post(address, values)["Location"] == kept.get_absolute_url()
    refused = at_desk.post(address, values | {"says": "No address", "url": ""})
    assert refused.status_code == 422
    assert "Give the address that shows it." in refused.content.decode()
    kept.refresh_from_db()
    assert (kept.says, kept.day.isoformat(), kept.url, kept.concept, kept.kind) == (
        *values.values(),
        "chain-rule",
        "link",
    )


def test_removing_says_what_it_costs(at_desk, owner):
    first = keep(owner, "chain-rule", "link")
    address = f"/proofs/exhibits/{first.pk}/delete/"
    assert "the topic will be open again" in at_desk.get(address).content.decode()
    keep(owner, "chain-rule", "link")
    assert "nothing that is proven changes" in at_desk.get(address).content.decode()
    assert at_desk.post(address)["Location"] == "/path/first/chain-rule/"
    assert Exhibit.objects.count() == 1


def test_another_learner_neither_sees_nor_removes_it(at_desk, mentor_desk, owner):
    kept = keep(owner, "chain-rule", "link", says="Mine quercitron")
    address = f"/proofs/exhibits/{kept.pk}/delete/"
    assert mentor_desk.get(address).status_code == mentor_desk.post(address).status_code == 404
    for page in ("", "edit/"):
        assert mentor_desk.get(f"{kept.get_absolute_url()}{page}").status_code == 404
    assert mentor_desk.post(f"{kept.get_absolute_url()}edit/", {"says": "Taken over"}).status_code == 404
    for page in ("/proofs/", "/path/first/chain-rule/"):
        assert "quercitron" not in mentor_desk.get(page).content.decode()
        assert "quercitron" in at_desk.get(page).content.decode()
    assert Exhibit.objects.exists()


def test_all_that_is_kept_costs_the_same_queries_however_much(at_desk, owner, django_assert_max_num_queries):
    from tests.proving import explain

    for number in range(20):
        keep(owner, "chain-rule", "artefact", day=number)
        explain(owner, "another")
    for address in ("/proofs/", "/path/first/chain-rule/", "/path/first/another/"):
        at_desk.get(address)
        with django_assert_max_num_queries(26):
            assert at_desk.get(address).status_code == 200
