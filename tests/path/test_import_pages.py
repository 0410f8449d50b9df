"""Importing, drafts, forks and the editor, as a browser walks them."""

import io
import zipfile

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roadmap.path.evidence import State, status_of
from roadmap.path.exporting import outline_of
from roadmap.path.markdown import render
from roadmap.path.models import Draft, Roadmap, Topic
from tests.roadmaps import make_roadmap, say, send

TEXT = """\
# Built

## Begin ^begin

- [ ] One [[lab:one]] ^one
  - [ ] Two ^two
- [ ] Three ^three

## End ^end

- [ ] Four ^four
"""


@pytest.fixture
def browser(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


@pytest.fixture
def mine(browser: Client, owner: User) -> Roadmap:
    make_roadmap(TEXT, slug="built")
    browser.post("/path/fork/built/")
    return Roadmap.objects.get(owner=owner)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def written(roadmap: Roadmap) -> str:
    roadmap.refresh_from_db()
    return render(outline_of(roadmap))


def drafted(owner: User, slug: str = "my-built") -> str:
    return Draft.objects.get(learner=owner, slug=slug).last.text


def do(browser: Client, what: str, **said: str) -> int:
    return browser.post(f"/path/edit/my-built/{what}/", said, headers={"HX-Request": "true"}).status_code


def confirm(browser: Client, slug: str) -> None:
    html = browser.get(f"/path/drafts/{slug}/").content.decode()
    digest = html.split('name="digest" value="')[1].split('"')[0]
    assert browser.post(f"/path/drafts/{slug}/confirm/", {"digest": digest}).status_code == 302


# Import


def test_a_file_becomes_a_draft_that_changes_nothing_until_it_is_confirmed(browser: Client, owner: User) -> None:
    answer = browser.post("/path/import/", {"uploads": upload("Plan.md", b"# Plan\n- [x] One\n- [ ] Two\n")})
    assert answer["Location"] == "/path/drafts/plan/"
    html = browser.get("/path/drafts/plan/").content.decode()
    assert "A new roadmap: 2 topics in 1 phase." in html
    assert "1 to claim" in html
    assert not Roadmap.objects.exists()
    confirm(browser, "plan")
    assert status_of(owner, ["one"]) == {"one": State.CLAIMED}
    assert not Draft.objects.exists()


def test_a_text_may_be_pasted(browser: Client) -> None:
    assert browser.post("/path/import/", {"text": "# Plan\n- One\n"})["Location"] == "/path/drafts/plan/"


def test_a_zip_gives_a_draft_for_every_roadmap_in_it(browser: Client, owner: User) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("vault/A.md", "- [ ] One\n")
        archive.writestr("vault/B.md", "- [ ] Two\n")
        archive.writestr("vault/Words.md", "only words\n")
    answer = browser.post("/path/import/", {"uploads": upload("vault.zip", file.getvalue())}, follow=True)
    assert list(Draft.objects.of(owner).values_list("slug", flat=True)) == ["a", "b"]
    assert "vault/Words.md was left out" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "Choose a file or paste a text first."),
        ({"text": "only words"}, "There is no list item"),
        ({"uploads": upload("x.zip", b"no zip")}, "This is no zip that can be read."),
        ({"uploads": upload("x.md", bytes(400))}, "This is not a text"),
    ],
)
def test_what_cannot_be_imported_is_told_in_place(browser: Client, said: dict, why: str) -> None:
    for given in said.values():
        if hasattr(given, "seek"):
            given.seek(0)
    answer = browser.post("/path/import/", said)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_repairs_and_guesses_are_shown_with_the_draft(browser: Client) -> None:
    browser.post("/path/import/", {"uploads": upload("Plan.md", b"- caf\xe9 au lait\n")})
    assert "was read as cp1252" in browser.get("/path/drafts/plan/").content.decode()


def test_a_topic_with_nearly_the_same_words_may_be_taken_for_the_one_that_goes(browser: Client, owner: User) -> None:
    make_roadmap("# Plan\n- [ ] Batch normalisation\n- [ ] Other\n", owner, "plan")
    say(owner, "batch-normalisation", "claimed")
    browser.post("/path/import/", {"text": "# Plan\n- [ ] Batch normalization\n- [ ] Other\n"})
    assert "Perhaps the same topic" in browser.get("/path/drafts/plan/").content.decode()
    browser.post("/path/drafts/plan/same/", {"new": "batch-normalization", "gone": "batch-normalisation"})
    confirm(browser, "plan")
    topic = Topic.objects.get(title="Batch normalization")
    assert topic.concept.key == "batch-normalisation"


def test_a_confirmation_counts_only_for_what_was_seen(browser: Client, owner: User) -> None:
    make_roadmap("# Plan\n- [ ] One\n", owner, "plan")
    browser.post("/path/import/", {"text": "# Plan\n- [ ] Two\n"})
    answer = browser.post("/path/drafts/plan/confirm/", {"digest": "of another day"})
    assert answer.status_code == 409
    assert "changed elsewhere since" in answer.content.decode()
    assert Topic.objects.get().title == "One"


def test_a_draft_is_discarded_or_taken_back(browser: Client, owner: User) -> None:
    browser.post("/path/import/", {"text": "# Plan\n- One\n"})
    browser.post("/path/import/", {"text": "# Plan\n- Two\n"})
    browser.post("/path/drafts/plan/undo/")
    assert "- [ ] One ^one" in drafted(owner, "plan")
    browser.post("/path/drafts/plan/discard/")
    assert not Draft.objects.exists()


def test_of_many_changes_the_first_are_shown_and_all_are_counted(browser: Client) -> None:
    lines = "".join(f"- [ ] Topic {number}\n" for number in range(250))
    browser.post("/path/import/", {"text": f"# Plan\n{lines}"})
    html = browser.get("/path/drafts/plan/").content.decode()
    assert "These are the first 200 of 250." in html
    assert "Topic 199<" in html
    assert "Topic 200<" not in html


# Forks and the editor


def test_a_fork_keeps_the_concepts_so_what_was_proven_stays_proven(browser: Client, owner: User, mine: Roadmap) -> None:
    send(owner, "one")
    assert written(mine) == TEXT.replace("# Built", "# Built ^my-built")
    assert "mark-proven" in browser.get("/path/my-built/").content.decode()


def test_forking_again_opens_the_fork_as_it_is(browser: Client, owner: User, mine: Roadmap) -> None:
    assert browser.post("/path/fork/built/")["Location"] == "/path/edit/my-built/"
    assert Roadmap.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "said", "before", "after"),
    [
        ("topic/add", {"spot": "begin", "title": "Five"}, "- [ ] Three ^three\n", "- [ ] Three ^three\n- [ ] Five ^five\n"),
        ("topic/add", {"spot": "begin/three", "title": "Five"}, "^three\n", "^three\n  - [ ] Five ^five\n"),
        ("topic/down", {"spot": "begin/one"}, "## Begin ^begin\n\n- [ ] One", "## Begin ^begin\n\n- [ ] Three ^three\n- [ ] One"),
        ("topic/nest", {"spot": "begin/three"}, "- [ ] Three", "  - [ ] Three"),
        ("topic/unnest", {"spot": "begin/two"}, "  - [ ] Two", "- [ ] Two"),
        ("topic/remove", {"spot": "begin/three"}, "- [ ] Three ^three\n", ""),
        ("topic/link", {"spot": "begin/three", "link": "lab:two"}, "Three ^", "Three [[lab:two]] ^"),
        ("topic/put", {"spot": "end/four", "target": "begin/two", "where": "before"}, "  - [ ] Two", "  - [ ] Four ^four\n  - [ ] Two"),
        ("topic/put", {"spot": "begin/one", "target": "end/", "where": ""}, "- [ ] Four ^four\n", "- [ ] Four ^four\n- [ ] One [[lab:one]] ^one\n  - [ ] Two ^two\n"),
        ("topic/describe", {"spot": "begin/three", "title": "Tre", "kind": "milestone", "proofs": "note", "links": "lab:two", "body": "Why."}, "- [ ] Three ^three\n", "- [ ] Tre [[lab:two]] #proof/note #milestone ^three\n\n  Why.\n"),
        ("phase/add", {"title": "More"}, "^four\n", "^four\n\n## More ^more\n"),
        ("phase/describe", {"spot": "end", "title": "Last", "body": "Words."}, "## End ^end\n", "## Last ^end\n\nWords.\n"),
        ("phase/up", {"spot": "end"}, "", ""),
        ("phase/remove", {"spot": "end"}, "\n## End ^end\n\n- [ ] Four ^four\n", ""),
    ],
)  # fmt: skip
def test_every_button_changes_the_draft_and_nothing_else(
    browser: Client, owner: User, mine: Roadmap, what: str, said: dict, before: str, after: str
) -> None:
    text = written(mine)
    assert do(browser, what, **said) == 200
    if before or after:
        assert after in drafted(owner) if after else before not in drafted(owner)
        assert drafted(owner) != text
    assert written(mine) == text
    assert do(browser, "undo") == 200
    assert not Draft.objects.exists()


def test_what_is_confirmed_is_what_was_edited(browser: Client, owner: User, mine: Roadmap) -> None:
    say(owner, "three", "claimed")
    do(browser, "topic/add", spot="begin", title="Three")
    do(browser, "topic/remove", spot="begin/three")
    do(browser, "topic/up", spot="begin/three-2")
    text = drafted(owner)
    confirm(browser, "my-built")
    assert written(mine) == text
    assert status_of(owner, ["three", "three-2"]) == {"three": State.CLAIMED, "three-2": State.NOT_BEGUN}


@pytest.mark.parametrize(
    ("what", "said", "why"),
    [
        ("topic/nest", {"spot": "begin/one"}, "no topic above it"),
        ("topic/unnest", {"spot": "begin/one"}, "at the top of its phase already"),
        ("topic/put", {"spot": "begin/one", "target": "begin/two", "where": "under"}, "into itself"),
        ("topic/up", {"spot": "begin/nothing"}, "no topic called nothing any more"),
        ("topic/add", {"spot": "nowhere", "title": "x"}, "no phase called nowhere any more"),
        ("topic/add", {"spot": "begin", "title": " \n"}, "a few words first"),
        ("topic/link", {"spot": "begin/one", "link": "adam"}, "“adam” is no link"),
        ("topic/describe", {"spot": "begin/one", "title": ""}, "a few words first"),
        ("undo", {}, "nothing to take back"),
    ],
)
def test_what_cannot_be_done_is_said(
    browser: Client, owner: User, mine: Roadmap, what: str, said: dict, why: str
) -> None:
    answer = browser.post(f"/path/edit/my-built/{what}/", said, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert why in answer.content.decode()
    assert not Draft.objects.exists()


def test_without_script_a_button_leads_back_to_its_phase(browser: Client, mine: Roadmap) -> None:
    answer = browser.post("/path/edit/my-built/topic/remove/", {"spot": "end/four", "phase": "end"})
    assert answer["Location"] == "/path/edit/my-built/?phase=end"


def test_editing_as_markdown_shows_the_changes_and_keeps_them_as_a_step(
    browser: Client, owner: User, mine: Roadmap
) -> None:
    edited = TEXT.replace("Four", "For").replace("# Built\n", "# Built otherwise ^stolen\n")
    shown = browser.post("/path/edit/my-built/text/changes/", {"text": edited}).content.decode()
    assert "before “Four”" in shown
    assert browser.post("/path/edit/my-built/text/", {"text": edited})["Location"] == "/path/drafts/my-built/"
    confirm(browser, "my-built")
    assert Roadmap.objects.get(owner=owner).title == "Built otherwise"
    assert "For ^four" in written(mine)


def test_a_draft_looked_at_again_tells_what_it_would_change_by_then(browser: Client, owner: User) -> None:
    def shown() -> str:
        return browser.get("/path/drafts/my-built/").content.decode()

    browser.post("/path/import/", {"text": "# Built ^my-built\n\n## Begin ^begin\n\n- [ ] One ^one\n"})
    assert "A new roadmap" in shown()
    mine = make_roadmap(TEXT, owner, "my-built")
    assert ">Four<" in shown()
    make_roadmap(TEXT.replace("Four", "Vier"), owner, "my-built")
    assert ">Vier<" in shown()
    do(browser, "topic/add", spot="begin", title="Five")
    assert ">Five<" in shown()
    do(browser, "undo")
    assert ">Five<" not in shown()
    mine.delete()
    assert "A new roadmap" in shown()


def test_a_draft_looked_at_again_counts_the_boxes_by_what_was_ticked_meanwhile(browser: Client, owner: User) -> None:
    def shown() -> str:
        return browser.get("/path/drafts/built/").content.decode()

    make_roadmap(TEXT, slug="built")
    browser.post("/path/import/", {"text": TEXT.replace("[ ] Four", "[x] Four")})
    assert "1 to claim" in shown()
    say(owner, "four", "claimed")
    assert "to claim" not in shown()


def test_a_text_that_is_no_roadmap_is_kept_in_the_field(browser: Client, mine: Roadmap) -> None:
    answer = browser.post("/path/edit/my-built/text/", {"text": "only words"})
    assert answer.status_code == 422
    assert "only words" in answer.content.decode()


def test_what_changed_in_the_original_is_shown_and_can_be_taken_over(
    browser: Client, owner: User, mine: Roadmap
) -> None:
    do(browser, "topic/describe", spot="begin/three", title="My three", kind="topic")
    confirm(browser, "my-built")
    make_roadmap(TEXT.replace("Four", "Vier").replace("Three ^three", "Drei ^three\n- [ ] Five ^five"), slug="built")
    html = browser.get("/path/upstream/my-built/").content.decode()
    assert "before “Four”" in html
    assert "Five" in html
    browser.post("/path/upstream/my-built/take/")
    confirm(browser, "my-built")
    assert "- [ ] My three ^three\n- [ ] Five ^five\n" in written(mine)
    assert "- [ ] Vier ^four\n" in written(mine)


def test_the_comparison_with_the_original_follows_every_change_of_both(
    browser: Client, owner: User, mine: Roadmap
) -> None:
    def shown() -> str:
        return browser.get("/path/upstream/my-built/").content.decode()

    assert "Vier" not in shown()
    make_roadmap(TEXT.replace("Four", "Vier"), slug="built")
    assert "before “Four”" in shown()
    do(browser, "topic/describe", spot="begin/three", title="My three", kind="topic")
    assert "My three" not in shown()
    confirm(browser, "my-built")
    assert "My three" in shown()
    make_roadmap(TEXT, slug="built")
    assert "before “Four”" not in shown()


def test_a_roadmap_of_ones_own_is_deleted_and_its_ticks_are_kept(browser: Client, owner: User, mine: Roadmap) -> None:
    say(owner, "four", "claimed")
    assert browser.get("/path/edit/my-built/delete/").status_code == 200
    browser.post("/path/edit/my-built/delete/")
    assert not Roadmap.objects.filter(owner=owner).exists()
    assert status_of(owner, ["four"]) == {"four": State.CLAIMED}


def test_a_built_in_roadmap_cannot_be_edited(browser: Client) -> None:
    make_roadmap(TEXT, slug="built")
    assert browser.get("/path/edit/built/").status_code == 404
    assert browser.post("/path/edit/built/topic/remove/", {"spot": "begin/one"}).status_code == 404


def test_steps_beyond_those_kept_cannot_be_taken_back_and_lose_nothing(
    browser: Client, owner: User, mine: Roadmap
) -> None:
    for number in range(55):
        do(browser, "topic/add", spot="begin", title=f"Topic {number}")
    for _ in range(60):
        do(browser, "undo")
    assert "Topic 4 " in drafted(owner)
