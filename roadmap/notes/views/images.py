"""Pictures in notes: sent from the editor, shown to their owner alone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.notes.images import LARGEST_BYTES, NoPicture, keep_image
from roadmap.notes.models import NoteImage


@require_POST
def add(request: LearnerRequest) -> HttpResponse:
    """Answers with the address of the picture, or with the sentence that says why it was not kept."""
    sent = request.FILES.get("image")
    if sent is None:
        return HttpResponse("No picture was sent.", status=422, content_type="text/plain; charset=utf-8")
    try:
        image = keep_image(request.user, sent.read(LARGEST_BYTES + 1))
    except NoPicture as refused:
        return HttpResponse(str(refused), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(image.get_absolute_url(), status=201, content_type="text/plain; charset=utf-8")


@require_safe
def image(request: LearnerRequest, name: str, kind: str) -> HttpResponse:
    """With the type that its content has, and no right to do anything but be seen."""
    found = get_object_or_404(NoteImage.objects.of(request.user), name=name, kind=kind)
    return HttpResponse(
        bytes(found.data),
        content_type=found.media_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, max-age=31536000, immutable",
        },
    )
