"""BibTeX at the desk: pasted beside a paper, as a whole library, and taken out again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from roadmap.papers.bibtex import read
from roadmap.papers.models import Paper

ADAM = "@article{adam, title={Adam}, author={Kingma, Diederik and Ba, Jimmy}, year=2015, eprint={1412.6980}}"
DAMAGED = "@article{lost, title={Lost, year=2001}"


def text_of(response):
    return response.content.decode()


def test_pasted_bibtex_fills_in_what_was_left_empty(at_desk, owner):
    at_desk.post("/papers/new/", {"bibtex": ADAM, "year": "2014"})
    paper = Paper.objects.of(owner).get()
    assert (paper.title, paper.arxiv_id, paper.year) == ("Adam", "1412.6980", 2014)
    assert paper.author_list == ["Kingma, Diederik", "Ba, Jimmy"]
    assert paper.bibtex == ADAM


def test_damaged_bibtex_is_kept_with_a_sentence(at_desk, owner):
    page = text_of(at_desk.post("/papers/new/", {"title": "Lost", "bibtex": DAMAGED}, follow=True))
    assert "The BibTeX was kept as you pasted it, but not all of it could be read." in page
    assert Paper.objects.of(owner).get().bibtex == DAMAGED


def test_damaged_bibtex_alone_is_no_paper_and_stays_in_the_form(at_desk):
    response = at_desk.post("/papers/new/", {"bibtex": DAMAGED})
    assert response.status_code == 422
    assert "Give the paper a title" in text_of(response)
    assert DAMAGED in text_of(response)


def test_what_a_learner_emptied_stays_empty(at_desk, attention):
    sent = {"identifier": "1706.03762", "title": "Attention", "bibtex": ADAM}
    at_desk.post(f"/papers/{attention.pk}/edit/", {**sent, "authors": "V."})
    at_desk.post(f"/papers/{attention.pk}/edit/", {**sent, "authors": ""})
    assert Paper.objects.get().authors == ""


def test_bibtex_of_a_paper_that_is_there_adds_no_second_one(at_desk, attention):
    response = at_desk.post("/papers/new/", {"bibtex": "@misc{a, title={A}, eprint={1706.03762}}"})
    assert response.status_code == 422
    assert "You already have this paper" in text_of(response)


@pytest.mark.parametrize("as_file", [False, True])
def test_a_library_adds_what_is_new_and_hands_back_what_is_damaged(at_desk, owner, attention, as_file):
    text = f"{ADAM}\n@misc{{known, title={{Other}}, eprint={{1706.03762}}}}\n{DAMAGED}"
    sent = {"file": SimpleUploadedFile("library.bib", text.encode())} if as_file else {"text": text}
    response = at_desk.post("/papers/bibtex/", sent)
    page = text_of(response)
    assert response.status_code == 422
    assert "1 paper was added to your log." in page
    assert "1 paper was in your log already" in page
    assert "begins in line 3 is damaged" in page
    assert f"{DAMAGED}</textarea>" in page
    assert set(Paper.objects.of(owner).values_list("title", flat=True)) == {"Adam", "Attention is all you need"}


def test_a_library_added_twice_changes_nothing(at_desk, owner):
    text = f"{ADAM}\n@misc{{plain, title={{No id}}, year=1999}}"
    for _ in range(2):
        assert at_desk.post("/papers/bibtex/", {"text": text}).status_code == 302
    assert Paper.objects.of(owner).count() == 2


def test_an_entry_that_cannot_be_a_paper_is_handed_back(at_desk, owner):
    response = at_desk.post("/papers/bibtex/", {"text": "@misc{nothing, month=may}"})
    assert "“nothing”: Give the paper a title" in text_of(response)
    assert "@misc{nothing, month=may}</textarea>" in text_of(response)
    assert not Paper.objects.exists()


def test_nothing_to_read_is_said(at_desk):
    response = at_desk.post("/papers/bibtex/", {"text": "  "})
    assert response.status_code == 422
    assert "there was nothing to read" in text_of(response)


def test_the_log_leaves_as_bibtex(at_desk, attention):
    response = at_desk.get("/papers/papers.bib")
    assert response.headers["Content-Disposition"] == 'attachment; filename="papers.bib"'
    assert read(text_of(response)).entries[0].identifier.arxiv_id == "1706.03762"
    assert "eprint = {1706.03762}" in text_of(at_desk.get(f"/papers/{attention.pk}/"))
    assert text_of(at_desk.get(f"/papers/{attention.pk}/paper.bib")) == text_of(response)


def test_a_teammates_log_is_another(client, teammate, attention):
    client.force_login(teammate)
    assert text_of(client.get("/papers/papers.bib")).strip() == ""
    assert client.get(f"/papers/{attention.pk}/paper.bib").status_code == 404
