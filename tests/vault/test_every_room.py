"""A row of every kind that a learner can have, out and in again: the rooms together lose nothing."""

import base64
import re

from django.contrib.auth.models import User

from roadmap.notes.images import keep_image
from roadmap.notes.models import NoteImage
from roadmap.vault.front_matter import read
from roadmap.vault.packing import Texts, pack, unpack
from tests.every_row import SECRET, rows_of

COMPUTED = ("state", "proven", "evidence")


# One transparent dot.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def filled(learner: User) -> None:
    rows_of(learner)
    NoteImage.objects.all().delete()  # what the walks keep there is no picture
    keep_image(learner, PNG)


def texts_of(vault: dict[str, str | bytes]) -> Texts:
    return Texts({path: text if isinstance(text, bytes) else text.encode() for path, text in vault.items()})


def said(vault: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """The vault without what is computed from proofs, of which another installation has fewer: it trusts no record."""
    kept: dict[str, str | bytes] = {}
    for path, text in vault.items():
        if path.startswith("topics/"):
            facts, _ = read(text)
            kept[path] = str({name: fact for name, fact in facts.items() if name not in COMPUTED})
        elif path.startswith("roadmaps/"):
            kept[path] = re.sub(r"^( *)- \[[x-]\]", r"\1- [ ]", text, flags=re.MULTILINE)
        else:
            kept[path] = text
    return kept


def test_what_every_room_keeps_comes_back_as_it_was(owner: User, redis) -> None:
    filled(owner)
    before = dict(pack(owner))
    owner.delete()
    newcomer = User.objects.create_user("newcomer")
    texts = texts_of(before)
    done = unpack(newcomer, texts)
    assert done.problems == []
    assert all(room.added for room in done.rooms.values()), "a room carried nothing"
    assert said(dict(pack(newcomer))) == said(before)
    again = unpack(newcomer, texts)
    assert (again.added, again.copied, again.problems) == (0, 0, [])


def test_a_learner_who_has_all_of_it_gets_nothing_twice(owner: User, redis) -> None:
    filled(owner)
    before = dict(pack(owner))
    done = unpack(owner, texts_of(before))
    assert (done.added, done.copied, done.problems) == (0, 0, [])
    assert dict(pack(owner)) == before


def test_nothing_of_somebody_else_comes_along(owner: User, teammate: User, redis) -> None:
    rows_of(owner)
    assert SECRET not in "".join(str(text) for _, text in pack(teammate))
