"""Notes in a learner's own words, what they are about, and every text they ever had."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.auth.models import User
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan
from django.urls import reverse

from labs.markdown import LINK_KINDS, LONGEST_RENDERED, Target, parsed_target
from roadmap.notes.search import Matches, Relevance
from roadmap.notes.words import Phrase, wanted

TITLE_CHARACTERS = 200
BODY_CHARACTERS = LONGEST_RENDERED
# Case folding makes a character into three at most.
FOLDED_CHARACTERS = LINK_CHARACTERS = 3 * TITLE_CHARACTERS
TARGET_CHARACTERS = 200
NAME_CHARACTERS = 32
LIST_EXCERPT_CHARACTERS = 140
# A draft may be longer than a note: too much is said when it is saved, and not lost before.
DRAFT_CHARACTERS = 1_000_000

linkable = RegexValidator(
    r"^[^\[\]|\n\r]*\Z", "A title cannot hold [, ], | or a line break, since links to it are written [[title]]."
)
not_too_long = MaxLengthValidator(
    BODY_CHARACTERS,
    f"A note holds up to {BODY_CHARACTERS:,} characters. Nothing was cut off: split it in two and save again.",
)


def folded(title: str) -> str:
    """What two titles share when they name the same note: case, spaces and ways to write an accent do not count."""
    return " ".join(unicodedata.normalize("NFC", title).split()).casefold()


def wikilink(target: Target) -> str:
    """The link as it is written: a note by its title alone, unless that would read as another kind."""
    if parsed_target(target.name) == target:
        return f"[[{target.name}]]"
    return f"[[{target.kind}:{target.name}]]"


class NoteQuerySet(models.QuerySet["Note"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def titled(self, titles: Iterable[str]) -> Self:
        return self.filter(title_folded__in={folded(title) for title in titles})

    def about(self, kind: str, names: Iterable[str]) -> Self:
        """Notes attached to one of `names`, or whose text links to it."""
        links = NoteLink.objects.filter(kind=kind, target__in=list(names))
        return self.filter(pk__in=links.values("note_id"))

    def linking_to(self, note: Note) -> Self:
        return self.of(note.learner).about(LinkKind.NOTE, [note.title_folded]).exclude(pk=note.pk)

    def with_text(self) -> Self:
        """With `shown`, the text as a page shows it, which excerpts are cut from."""
        return self.annotate(shown=Subquery(NoteWords.objects.filter(pk=OuterRef("pk")).values("shown")))

    def search(self, text: str) -> Self:
        """Notes that hold all of `text` (see roadmap.notes.words), the best answer first: a note of that very title,
        then those with more of it in their title, then by `relevance`.
        """
        looked_for = wanted(text)
        if not looked_for.phrases:
            return self.none() if looked_for.typed else self
        found = self.filter(words__body__matches=looked_for).annotate(
            is_title=Case(
                When(title_folded=folded(text.replace("\0", " ")), then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            ),
            in_title=sum(map(_in_title, looked_for.phrases), Value(0)),
            relevance=Relevance(looked_for),
        )
        return found.order_by("-is_title", "-in_title", "-relevance", "-updated", "-pk")


def _in_title(phrase: Phrase) -> Case:
    title = Concat(Value(" "), F("words__title"))
    found = GreaterThan(StrIndex(title, Value(" " + " ".join(phrase))), 0)
    return Case(When(found, then=Value(1)), default=Value(0), output_field=IntegerField())


class Note(models.Model):
    """A text of one learner. `revision` counts its saves: a save that names an older one comes too late."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="notes")
    # What it is known by when it leaves with its learner and comes back; two learners may hold copies of one note.
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=TITLE_CHARACTERS, validators=[linkable])
    title_folded = models.CharField(max_length=FOLDED_CHARACTERS, editable=False)
    body = models.TextField(blank=True, default="", validators=[not_too_long])
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now_add=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-updated", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "title_folded"], name="one_note_per_title"),
            models.UniqueConstraint(fields=["learner", "uuid"], name="one_note_per_uuid"),
        ]
        indexes = [models.Index(fields=["learner", "-updated"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("note", args=[self.pk])

    @property
    def attachments(self) -> list[Target]:
        """All that the learner attached this note to, tags among them, in the order of kind and name."""
        return [Target(link.kind, link.target) for link in self.links.all() if link.attached]

    @property
    def places(self) -> list[Target]:
        """The topics, labs and papers the learner attached this note to."""
        return [target for target in self.attachments if target.kind != LinkKind.TAG]

    @property
    def tags(self) -> list[str]:
        """Given by hand or written in the text."""
        return sorted({link.target for link in self.links.all() if link.kind == LinkKind.TAG})

    @property
    def wikilink(self) -> str:
        """How another note links to this one."""
        return wikilink(Target(LinkKind.NOTE, self.title))


class NoteWords(models.Model):
    """A note as the search sees it: `title` and `body` word by word, `shown` the text as its page shows it.

    On SQLite this is a virtual table, FTS5: Django writes and deletes its rows like any others, and cannot alter it.
    The key is that of the note. The join is not made by it but by `note`: by the key SQLite would take the notes one
    by one and search the whole index for each, where it is to search once and look the hits' notes up.
    """

    id = models.BigIntegerField(primary_key=True, db_column="rowid")
    note = models.OneToOneField(Note, models.CASCADE, related_name="words")
    title = models.TextField()
    body = models.TextField()
    shown = models.TextField()

    def __str__(self) -> str:
        return self.shown[:LIST_EXCERPT_CHARACTERS]


NoteWords._meta.get_field("body").register_lookup(Matches)


class LinkKind(models.TextChoices):
    NOTE = "note"
    TOPIC = "topic"
    LAB = "lab"
    PAPER = "paper"
    TAG = "tag"


# What a note may stand beside.
PLACES = (LinkKind.TOPIC, LinkKind.LAB, LinkKind.PAPER)


class NoteLinkQuerySet(models.QuerySet["NoteLink"]):
    def of(self, learner: User) -> Self:
        return self.filter(note__learner=learner)

    def tags_of(self, learner: User) -> models.QuerySet[Any, Any]:
        """`{"target": tag, "notes": how many have it}`, by name."""
        tags = self.of(learner).filter(kind=LinkKind.TAG).order_by("target").values("target")
        return tags.annotate(notes=Count("note", distinct=True))


class NoteLink(models.Model):
    """What a note is about: `attached` by the learner, or else linked to in its text.

    The target is a name, not a row: a folded title, a concept's key, a lab's slug, a paper's key. So a note can
    wait for what does not exist yet.
    """

    note = models.ForeignKey(Note, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=8, choices=LinkKind)
    target = models.CharField(max_length=LINK_CHARACTERS)
    attached = models.BooleanField(default=False)

    objects = NoteLinkQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "target"]
        constraints = [models.UniqueConstraint(fields=["note", "kind", "target", "attached"], name="one_link_each_way")]
        indexes = [models.Index(fields=["kind", "target"])]

    def __str__(self) -> str:
        return f"{self.kind}:{self.target}"


class NoteRevision(models.Model):
    """An earlier text of a note; or, `set_aside`, one that came too late to be saved and is kept here."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_CHARACTERS)
    body = models.TextField(blank=True, default="")
    attachments = models.JSONField(default=list, blank=True)
    written = models.DateTimeField()
    set_aside = models.BooleanField(default=False)

    class Meta:
        ordering = ["-written", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "number"], condition=Q(set_aside=False), name="one_text_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, revision {self.number}"


class NoteDraftQuerySet(models.QuerySet["NoteDraft"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def for_form(self, note: str) -> Self:
        """Those of the note with this number, of no note yet for `new`, else all."""
        if note == "new":
            return self.filter(note=None)
        return self.filter(note=int(note)) if note.isascii() and note.isdecimal() and len(note) < 19 else self

    def with_key(self, key: str) -> Self:
        """The one of this key, none for what is no key."""
        try:
            return self.filter(key=uuid.UUID(key))
        except ValueError:
            return self.none()


class NoteDraft(models.Model):
    """What a form holds that was not saved yet, as it was typed. `key` is the form's: two tabs have two drafts.

    When its note is deleted the draft stays, as that of a note to be written.
    """

    learner = models.ForeignKey(User, models.CASCADE, related_name="note_drafts")
    key = models.UUIDField(default=uuid.uuid4)
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="drafts")
    revision = models.PositiveIntegerField(null=True, blank=True)
    title = models.TextField(blank=True, default="")
    body = models.TextField(blank=True, default="")
    attached = models.TextField(blank=True, default="")
    tags = models.TextField(blank=True, default="")
    updated = models.DateTimeField(auto_now=True)

    objects = NoteDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated", "-id"]
        constraints = [models.UniqueConstraint(fields=["learner", "key"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.title.strip()[:TITLE_CHARACTERS] or "without a title"

    def get_absolute_url(self) -> str:
        """The form that holds it."""
        form = reverse("note-edit", args=[self.note_id]) if self.note_id else reverse("note-new")
        return f"{form}?draft={self.key}"

    @property
    def typed(self) -> dict[str, object]:
        """What the form held."""
        names = ("title", "body", "attached", "tags", "revision")
        return {name: getattr(self, name) for name in names} | {"draft": self.key}


class ImageKind(models.TextChoices):
    """Its name is what Pillow calls the format, its value how the picture's address ends."""

    PNG = "png"
    JPEG = "jpg"
    GIF = "gif"
    WEBP = "webp"


class NoteImageQuerySet(models.QuerySet["NoteImage"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)


class NoteImage(models.Model):
    """A picture that a learner's notes may show. `name` follows from its content."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="note_images")
    name = models.CharField(max_length=NAME_CHARACTERS)
    kind = models.CharField(max_length=4, choices=ImageKind)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    created = models.DateTimeField(auto_now_add=True)

    objects = NoteImageQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [models.UniqueConstraint(fields=["learner", "name"], name="one_image_per_content")]

    def __str__(self) -> str:
        return f"{self.name}.{self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("note-image", args=[self.name, self.kind])

    @property
    def media_type(self) -> str:
        return f"image/{ImageKind(self.kind).name.lower()}"


assert set(LinkKind.values) == {*LINK_KINDS, LinkKind.TAG}
