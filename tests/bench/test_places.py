import pytest

from bench.load.places import MARKER, NotOurs, load_folder, sqlite_places


def test_a_folder_that_holds_anything_else_is_refused_and_left_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "gradus.sqlite3").write_text("a learner's own")
    monkeypatch.setenv("GRADUS_DATA", str(tmp_path))
    with pytest.raises(NotOurs, match="Nothing was changed"):
        load_folder()
    assert [one.name for one in tmp_path.iterdir()] == ["gradus.sqlite3"]


def test_an_empty_folder_is_claimed_and_taken_again(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADUS_DATA", str(tmp_path))
    assert load_folder() == load_folder() == tmp_path
    assert (tmp_path / MARKER).exists()


def test_what_works_on_a_place_knows_nothing_of_the_installation_that_started_it(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///a-learners-own")
    monkeypatch.setenv("GRADUS_LOCAL_OWNER", "0")
    for place in sqlite_places(tmp_path):
        assert place.environment["GRADUS_DATA"] == str(place.folder)
        assert not {"DATABASE_URL", "GRADUS_LOCAL_OWNER"} & place.environment.keys()


def test_a_place_says_what_it_was_filled_with_once_it_is_filled(tmp_path):
    place = sqlite_places(tmp_path)[0]
    assert place.facts == {}
    place.clear()
    place.note({"learners": 1})
    assert place.facts == {"learners": 1}
