"""Explanations: presenting a text, answering the rubric about it, inviting a mentor to do so."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.db import transaction

from labs.markdown import Target
from roadmap.notes.models import TITLE_CHARACTERS, LinkKind, Note
from roadmap.notes.writing import TitleTaken, write
from roadmap.proofs.models import Assessment, TeachBack

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INVITATION_BYTES: Final = 32
TITLES_TRIED: Final = 50


@transaction.atomic
def present(learner: User, concept: str, note: Note) -> TeachBack:
    """The note's present text as an explanation of the concept. The same text is presented once."""
    twin = TeachBack.objects.of(learner).about(concept).filter(note=note, text=note.body).first()
    return twin or TeachBack.objects.create(
        learner=learner, concept=concept, title=note.title, text=note.body, note=note, note_revision=note.revision
    )


@transaction.atomic
def explain(learner: User, concept: str, title: str, text: str) -> TeachBack:
    """A new note beside the topic, presented at once. Its title says what it explains, numbered where it is taken."""
    return present(learner, concept, _note_called(learner, title, text, Target(LinkKind.TOPIC, concept)))


def _note_called(learner: User, title: str, text: str, place: Target) -> Note:
    wanted = "".join(" " if mark in "[]|" else mark for mark in f"{title}, in my own words")
    wanted = " ".join(wanted.split())[: TITLE_CHARACTERS - 4]
    for number in range(2, TITLES_TRIED):
        try:
            return write(learner, wanted if number == 2 else f"{wanted} {number - 1}", text, [place])
        except TitleTaken:
            continue
    return write(learner, f"{wanted[: TITLE_CHARACTERS // 2]} {secrets.token_hex(4)}", text, [place])


def assess(teach_back: TeachBack, assessor: User, levels: Mapping[str, int], remark: str = "") -> Assessment:
    """The rubric answered by `assessor`: beside earlier answers, in place of none."""
    return Assessment.objects.create(
        teach_back=teach_back,
        assessor=assessor,
        assessor_name=assessor.get_username(),
        by_mentor=assessor.pk != teach_back.learner_id,
        levels=dict(levels),
        remark=remark,
    )


def invite(teach_back: TeachBack) -> None:
    """Give out a link to this one text. A link that was given out already stays the same."""
    invitation = secrets.token_urlsafe(INVITATION_BYTES)
    TeachBack.objects.filter(pk=teach_back.pk, invitation=None).update(invitation=invitation)
    teach_back.refresh_from_db(fields=["invitation"])


def uninvite(teach_back: TeachBack) -> None:
    """From now on the link leads nowhere. What mentors answered stays."""
    teach_back.invitation = None
    teach_back.save(update_fields=["invitation"])
