"""Pictures are taken for what they are, kept for their owner alone, and shown as nothing else."""

import contextlib
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from roadmap.notes import images
from roadmap.notes.images import NoPicture, keep_image, kind_of
from roadmap.notes.models import NoteImage


def picture(kind="PNG", size=(3, 2), colour=200):
    into = BytesIO()
    Image.new("L", size, colour).convert("RGB").save(into, kind)
    return into.getvalue()


def sent(client, data, name="loss.png", media_type="image/png"):
    return client.post("/notes/images/", {"image": SimpleUploadedFile(name, data, media_type)})


@pytest.mark.parametrize(
    ("kind", "ending", "media_type"),
    [
        ("PNG", "png", "image/png"),
        ("JPEG", "jpg", "image/jpeg"),
        ("GIF", "gif", "image/gif"),
        ("WEBP", "webp", "image/webp"),
    ],
)
def test_a_picture_is_served_with_the_type_of_its_content(at_desk, kind, ending, media_type):
    answer = sent(at_desk, picture(kind), "page.html", "text/html")
    assert answer.status_code == 201
    shown = at_desk.get(answer.content.decode())
    assert answer.content.decode().endswith(f".{ending}")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == (media_type, "nosniff")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.content == picture(kind)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"%PDF-1.7",
        b"BM" + b"\0" * 60,
        picture(size=(60, 60))[:-40],
        picture("JPEG")[:200],
    ],
)
def test_what_is_no_whole_picture_is_refused_in_a_sentence(at_desk, data):
    answer = sent(at_desk, data)
    assert answer.status_code == 422
    assert "no PNG, JPEG, GIF or WebP picture" in answer.content.decode()
    assert not NoteImage.objects.exists()


def test_a_form_without_a_file_is_answered(at_desk):
    assert at_desk.post("/notes/images/", {"image": "text"}).status_code == 422


def test_a_picture_too_large_is_refused(owner, monkeypatch):
    monkeypatch.setattr(images, "LARGEST_BYTES", 50)
    with pytest.raises(NoPicture, match="this one has more"):
        keep_image(owner, picture())


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(images, "MOST_PIXELS", 5)
    with pytest.raises(NoPicture, match="million pixels"):
        kind_of(picture())


def test_a_few_bytes_that_stand_for_a_gigabyte_are_refused():
    with pytest.raises(NoPicture, match=r"million pixels|no PNG"):
        kind_of(picture(size=(20_000, 20_000)))


def test_a_learners_pictures_have_a_limit_together(owner, teammate, monkeypatch):
    monkeypatch.setattr(images, "LEARNERS_BYTES", len(picture()) + 10)
    kept = keep_image(owner, picture())
    with pytest.raises(NoPicture, match="together"):
        keep_image(owner, picture(colour=3))
    assert keep_image(owner, picture()) == kept
    assert keep_image(teammate, picture(colour=3)).learner == teammate


def test_the_same_picture_is_kept_once(at_desk, owner):
    addresses = {sent(at_desk, picture()).content.decode() for _ in range(2)}
    assert len(addresses) == 1
    assert NoteImage.objects.of(owner).count() == 1


def test_a_picture_is_found_under_no_other_type_and_by_nobody_else(at_desk, client, teammate):
    where = sent(at_desk, picture()).content.decode()
    assert at_desk.get(where.replace(".png", ".gif")).status_code == 404
    assert at_desk.get(where.replace(".png", ".html")).status_code == 404
    client.force_login(teammate)
    assert client.get(where).status_code == 404
    client.logout()
    assert client.get(where).status_code == 302


def test_a_note_shows_its_picture(at_desk, wrote):
    where = sent(at_desk, picture()).content.decode()
    note = wrote("Curves", f"![loss]({where})")
    page = at_desk.get(f"/notes/{note.pk}/").content.decode()
    assert re.search(rf'<img alt="loss" src="{re.escape(where)}"|<img src="{re.escape(where)}" alt="loss"', page)


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.tuples(st.integers(0, 60), st.binary(max_size=8))))
def test_any_bytes_are_a_picture_or_refused(change):
    data = picture()
    data = change if isinstance(change, bytes) else data[: change[0]] + change[1] + data[change[0] + len(change[1]) :]
    with contextlib.suppress(NoPicture):
        assert kind_of(data) in ("png", "jpg", "gif", "webp")
