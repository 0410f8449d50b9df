"""What a learner means to make of a roadmap, step by step: begun by a file or an edit, undone, confirmed, dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.db import transaction

from roadmap.keyed import Keyed
from roadmap.path.editions import Place
from roadmap.path.exporting import outline_of
from roadmap.path.importing import (
    SLUG_LENGTH,
    Imported,
    editions_met,
    outlines_among,
    preview,
    settle,
    take_in,
    wanted_slug,
)
from roadmap.path.markdown import Mark, Outline, RoadmapError, parse, parse_stored, render
from roadmap.path.markdown.keys import made_key
from roadmap.path.models import Draft, DraftStep, Roadmap

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT_STEPS: Final = 50
# What the first step of a draft says that begins with the roadmap as it is, and the oldest one where more were made.
BEFORE, EARLIER = "", "Earlier changes."


class ChangedMeanwhileError(Exception):
    """The roadmap is not what it was when the changes were shown."""


def begin(learner: User, outline: Outline, said: str, into: str = "") -> Draft:
    """Keep an outline as the next step of the draft of its roadmap; identities are settled as they are now."""
    written = into or outline.slug or made_key(outline.title)
    settle(outline, learner, into)
    slug, outline.slug = outline.slug, written[:SLUG_LENGTH]  # settled anew when it is confirmed
    draft, _ = Draft.objects.get_or_create(learner=learner, slug=slug)
    push(draft, render(outline), said, outline.remarks)
    return draft


def push(draft: Draft, text: str, said: str, remarks: Iterable[str] = ()) -> None:
    draft.steps.create(text=text, said=said, remarks=list(remarks))
    if older := list(draft.steps.order_by("-pk").values_list("pk", flat=True)[KEPT_STEPS:]):
        draft.steps.filter(pk__in=older).delete()
        draft.steps.filter(pk=draft.steps.values("pk")[:1]).update(said=EARLIER)


def begin_files(learner: User, files: Mapping[str, bytes]) -> tuple[list[Draft], list[str]]:
    """A draft for every roadmap among the files, and in sentences why others are none. Raises `RoadmapError`."""
    found = outlines_among(files)
    return [begin(learner, one, f"Read from {path}.") for path, one in found.outlines.items()], found.remarks


def outline_in(step: DraftStep) -> Outline:
    outline = parse_stored(step.text, step.draft.slug)
    outline.remarks = list(step.remarks)
    return outline


def open_outline(learner: User, slug: str) -> Outline:
    """What the editor shows: the draft if there is one, else the roadmap; raises DoesNotExist without either."""
    if draft := Draft.objects.of(learner).filter(slug=slug).first():
        return outline_in(draft.last)
    return outline_of(Roadmap.objects.get(owner=learner, slug=slug))


@transaction.atomic
def change(learner: User, slug: str, edit: Callable[[Outline], str]) -> Draft:
    """Take one step: `edit` alters the outline and says what it did. The first one begins a draft."""
    outline = open_outline(learner, slug)
    before = render(outline)
    said = edit(outline)
    # Typed words may be Markdown: what they mean there is what counts.
    text = render(parse(render(outline), default_title=slug))
    draft, new = Draft.objects.get_or_create(learner=learner, slug=slug)
    if new:
        push(draft, before, BEFORE)
    push(draft, text, said, draft.last.remarks)
    return draft


def undo(draft: Draft) -> str:
    """Take back the last step and say which; without any left the draft is gone."""
    last = draft.last
    if last.said == EARLIER:
        raise RoadmapError("Steps further back are not kept. Discard the draft to return to the roadmap as it is.")
    last.delete()
    if not draft.steps.exclude(said=BEFORE).exists():
        draft.delete()
    return last.said


def shown(step: DraftStep) -> Imported:
    """What confirming the draft would change, were this its last step. It may be kept: nobody writes to it."""
    said, learner = Keyed((step.pk, step.text), step), step.draft.learner
    slug, marked = _slug_and_marked(said)
    if marked:  # what boxes change follows from all the learner has done
        return preview(outline_in(step), learner)
    return _shown(learner, said, tuple(editions_met(slug, learner)))


@lru_cache(maxsize=32)
def _slug_and_marked(said: Keyed[DraftStep]) -> tuple[str, bool]:
    outline = outline_in(said.value)
    return wanted_slug(outline), any(topic.mark is not Mark.OPEN for topic in outline.walk())


@lru_cache(maxsize=32)
def _shown(learner: User, said: Keyed[DraftStep], _met: tuple[Place, ...]) -> Imported:
    """`_met` are the roadmaps it is compared with, as they are: of others it would be another answer."""
    return preview(outline_in(said.value), learner)


@transaction.atomic
def confirm(draft: Draft, digest: str) -> Imported:
    """Make the roadmap what the draft says. Raises `ChangedMeanwhileError` if `digest` is no longer the roadmap's."""
    done = take_in(outline_in(draft.last), draft.learner)
    if done.digest != digest:
        raise ChangedMeanwhileError
    draft.delete()
    return done
