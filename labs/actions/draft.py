"""Keep what stands in a lab's editor, in however many pages it is open."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from labs.models import Draft, SetAside, Submission, storable
from runner.lab import Lab


@dataclass(frozen=True)
class Kept:
    """The draft as it stands now, and the one of another page whose place it took, if it took one."""

    draft: Draft
    beside: SetAside | None = None


def keep_draft(learner: User, lab: Lab, source: str, base: int | None, page: str) -> Kept:
    """Keep `source` as the draft of a lab.

    `base` is the version that the page had last seen and `page` its own name. A draft that the page had not seen was
    written elsewhere: it is set aside first, so that neither of the two is lost.
    """
    source = storable(source)
    with transaction.atomic():
        # One learner's drafts are kept one at a time, or two pages at once would each miss the other.
        User.objects.select_for_update().get(pk=learner.pk)
        current = Draft.objects.of(learner).filter(lab=lab.slug).first()
        if current and current.source == source:
            return Kept(current)
        unseen = current and current.version != base and (not page or current.page != page)
        beside = set_aside(current, lab) if current and unseen else None
        SetAside.objects.of(learner).filter(lab=lab.slug, page=page).delete()
        return Kept(Draft.objects.keep(learner, lab.slug, source, page), beside)


def set_aside(draft: Draft, lab: Lab) -> SetAside | None:
    """Keep a draft beside the one to come; None where it holds nothing that is not kept already."""
    sent = Submission.objects.of(draft.learner).filter(lab=draft.lab, source=draft.source)
    if not draft.source.strip() or draft.source == lab.starter or sent.exists():
        return None
    page = draft.page or f"version {draft.version}"
    kept, _ = SetAside.objects.update_or_create(
        learner=draft.learner, lab=draft.lab, page=page, defaults={"source": draft.source, "kept": draft.kept}
    )
    return kept
