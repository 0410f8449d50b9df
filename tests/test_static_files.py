"""Static files go out compressed, are known again by their ETag, and go out as they are where no copy can be kept."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from whitenoise.responders import MissingFileError

from roadmap.static_files import compressed

SHEET = settings.BASE_DIR / "static/gradus.css"
ADDRESS = "/static/gradus.css"


def asked(**headers: str):
    return Client().get(ADDRESS, headers=headers)


def test_a_sheet_goes_out_compressed_to_who_takes_it():
    answer = asked(accept_encoding="gzip, br")
    body = answer.getvalue()
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert int(answer.headers["Content-Length"]) == len(body) < SHEET.stat().st_size / 2
    assert gzip.decompress(body) == SHEET.read_bytes()


def test_who_does_not_take_it_gets_the_sheet_itself():
    answer = asked()
    assert "Content-Encoding" not in answer.headers
    assert answer.getvalue() == SHEET.read_bytes()


def test_what_is_known_already_is_not_sent_again():
    tag = asked(accept_encoding="gzip").headers["ETag"]
    assert not tag.startswith("W/")
    again = asked(accept_encoding="gzip", if_none_match=tag)
    assert (again.status_code, again.getvalue()) == (304, b"")


def test_a_file_that_changed_has_another_copy(tmp_path: Path):
    file = tmp_path / "a.js"
    file.write_text("let one = 1;")
    before = compressed(file, tmp_path / "copies")
    assert compressed(file, tmp_path / "copies") == before
    file.write_text("let number = 2;")
    after = compressed(file, tmp_path / "copies")
    assert gzip.decompress(after.read_bytes()) == b"let number = 2;" != gzip.decompress(before.read_bytes())


def test_where_no_copy_can_be_kept_there_is_none(tmp_path: Path):
    file = tmp_path / "a.js"
    file.write_text("let one = 1;")
    (tmp_path / "copies").write_text("a file where the folder should be")
    assert not compressed(file, tmp_path / "copies").exists()


def test_a_file_that_went_meanwhile_is_missing(tmp_path: Path):
    with pytest.raises(MissingFileError):
        compressed(tmp_path / "gone.js", tmp_path)
