"""Pictures in notes: each belongs to one learner, and is what its content says, whatever name or type it came with."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO

from django.contrib.auth.models import User
from django.db.models import Sum
from PIL import Image

from roadmap.notes.models import NAME_CHARACTERS, ImageKind, NoteImage

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 4 * MEGABYTE
# What a vault carries, with room for everything else.
LEARNERS_BYTES = 100 * MEGABYTE
# A few bytes can stand for more pixels than any memory holds.
MOST_PIXELS = 40_000_000


class NoPicture(ValueError):
    """The file is not taken; the message says why."""


def keep_image(learner: User, data: bytes) -> NoteImage:
    """The learner's picture of this content, kept once however often it is sent. Raises NoPicture."""
    name = name_of(data)
    if known := NoteImage.objects.of(learner).filter(name=name).first():
        return known
    if len(data) > LARGEST_BYTES:
        raise NoPicture(f"A picture has up to {LARGEST_BYTES // MEGABYTE} MB; this one has more. Make it smaller.")
    kind = kind_of(data)
    held = NoteImage.objects.of(learner).aggregate(total=Sum("size"))["total"] or 0
    if held + len(data) > LEARNERS_BYTES:
        raise NoPicture(
            f"Your pictures have {LEARNERS_BYTES // MEGABYTE} MB together, the most. This one was not kept."
        )
    image, _ = NoteImage.objects.get_or_create(
        learner=learner, name=name, defaults={"kind": kind, "data": data, "size": len(data)}
    )
    return image


def name_of(data: bytes) -> str:
    """The same picture has the same name wherever it is taken, so that notes that show it need not be changed."""
    return hashlib.sha256(data).hexdigest()[:NAME_CHARACTERS]


def kind_of(data: bytes) -> ImageKind:
    """What the content is; it is read to its end. Raises NoPicture for all but PNG, JPEG, GIF and WebP."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=ImageKind.names)
            if image.width * image.height > MOST_PIXELS:
                raise NoPicture(f"A picture has up to {MOST_PIXELS // 1_000_000} million pixels; this one has more.")
            image.load()
    except NoPicture:
        raise
    except Exception as unread:  # what a damaged file makes of a decoder has many names
        raise NoPicture("This is no PNG, JPEG, GIF or WebP picture, or it is damaged. It was not kept.") from unread
    return ImageKind[str(image.format)]
