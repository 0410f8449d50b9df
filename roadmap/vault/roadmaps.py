"""Roadmaps of one's own, with the original of a fork and what is drafted; of built-in ones a copy to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from roadmap.path import drafts
from roadmap.path.evidence import facts_of
from roadmap.path.exporting import outline_of
from roadmap.path.importing import SLUG_LENGTH, TAKEN
from roadmap.path.markdown import Mark, Outline, parse, render
from roadmap.path.models import Draft, FormerTopic, Roadmap
from roadmap.path.standing import Standing
from roadmap.path.storing import digest_of, store
from roadmap.vault.carried import Summary
from roadmap.vault.front_matter import Facts, Unread, plain, read, written

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER: Final = "roadmaps/"
FORMER: Final = ("key", "title", "above")


def pack(learner: User) -> Iterator[tuple[str, str]]:
    facts = facts_of(learner)
    for roadmap in Roadmap.objects.visible_to(learner).order_by("owner", "slug"):
        text = render(outline_of(roadmap, Standing.of(learner, roadmap, facts)))
        if roadmap.owner_id is None:
            said: Facts = {"kind": "built-in-roadmap", "slug": roadmap.slug}
            yield f"{FOLDER}built-in/{roadmap.slug}.md", written(said, text)
            continue
        former = [dict(zip(FORMER, row, strict=True)) for row in roadmap.former_topics.values_list(*FORMER)]
        said = {"kind": "roadmap", "slug": roadmap.slug, "forked_from": roadmap.forked_from, "former": former}
        yield f"{FOLDER}{roadmap.slug}.md", written(said, text)
        if roadmap.forked_text:
            said = {"kind": "original-of-a-fork", "slug": roadmap.slug}
            yield f"{FOLDER}originals/{roadmap.slug}.md", written(said, roadmap.forked_text)
    for draft in Draft.objects.of(learner):
        last = draft.last
        said = {"kind": "draft-of-a-roadmap", "slug": draft.slug, "said": last.said, "remarks": last.remarks}
        yield f"{FOLDER}drafts/{draft.slug}.md", written(said, last.text)


def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    done = Summary()
    takers = {"roadmap": _take, "original-of-a-fork": _take_original, "draft-of-a-roadmap": _take_draft}
    named = [path for path in files if path.startswith(FOLDER) and not path.startswith(f"{FOLDER}built-in/")]
    # A roadmap is there before its original and its draft.
    for path in sorted(named, key=lambda path: path.count("/")):
        with done.problems_of(path):
            facts, body = read(files[path])
            if take := takers.get(str(facts.get("kind"))):
                take(learner, facts, body, done)
    return done


def _take(learner: User, facts: Facts, body: str, done: Summary) -> None:
    outline = _unmarked(body)
    outline.slug = _slug(facts)
    own = Roadmap.objects.filter(owner=learner, slug=outline.slug).first()
    if own is None:
        roadmap, _ = store(outline, learner)
        roadmap.forked_from = str(facts.get("forked_from") or "")[:SLUG_LENGTH]
        roadmap.save(update_fields=["forked_from"])
        _take_former(roadmap, facts)
        done.added += 1
    elif own.digest == digest_of(outline):
        done.unchanged += 1
    else:
        _beside(learner, own, outline, done)


def _unmarked(body: str) -> Outline:
    """The roadmap without what is ticked in it: ticks come with their topics, and evidence is computed."""
    outline = parse(body)
    for topic in outline.walk():
        topic.mark = Mark.OPEN
    return outline


def _beside(learner: User, own: Roadmap, outline: Outline, done: Summary) -> None:
    """A text that differs from the learner's becomes a draft of it, to be seen and confirmed or discarded."""
    text = render(outline)
    draft = Draft.objects.of(learner).filter(slug=own.slug).first()
    if draft and draft.steps.filter(text=text).exists():
        done.unchanged += 1
        return
    draft = draft or Draft.objects.create(learner=learner, slug=own.slug)
    drafts.push(draft, text, "Read from a vault.")
    done.copied += 1


def _take_former(roadmap: Roadmap, facts: Facts) -> None:
    told = facts.get("former") or []
    rows = [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []
    FormerTopic.objects.bulk_create(
        [FormerTopic(roadmap=roadmap, **{name: str(row.get(name, "")) for name in FORMER}) for row in rows],
        ignore_conflicts=True,
    )


def _take_original(learner: User, facts: Facts, body: str, done: Summary) -> None:
    parse(body)
    done.unchanged += 1
    Roadmap.objects.filter(owner=learner, slug=_slug(facts), forked_text="").exclude(forked_from="").update(
        forked_text=body
    )


def _take_draft(learner: User, facts: Facts, body: str, done: Summary) -> None:
    parse(body)
    if draft := Draft.objects.of(learner).filter(slug=_slug(facts)).first():
        if draft.last.text != body:
            raise Unread("You have another draft of this roadmap, which was kept.")
        done.unchanged += 1
        return
    remarks = facts.get("remarks") or []
    kept = [str(one) for one in remarks] if isinstance(remarks, list) else []
    draft = Draft.objects.create(learner=learner, slug=_slug(facts))
    drafts.push(draft, body, str(facts.get("said") or "Read from a vault."), kept)
    done.added += 1


def _slug(facts: Facts) -> str:
    slug: str = plain(facts, "slug", str)
    if len(slug) > SLUG_LENGTH or not slug.replace("-", "").replace("_", "").isalnum() or not slug.isascii():
        raise Unread("It names no roadmap.")
    if slug in TAKEN or Roadmap.objects.built_in().filter(slug=slug).exists():
        return f"my-{slug}"[:SLUG_LENGTH]
    return slug
