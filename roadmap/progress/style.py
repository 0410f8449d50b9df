"""The page that shows every component in every state, for whoever changes the stylesheet. Development only."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from labs.requests import LearnerRequest
from roadmap.progress.specimens import specimens
from roadmap.progress.templatetags.marks import ENDINGS, STATES

WIDTHS = {"": "As most pages", "narrow": "Narrow, for forms", "wide": "Wide, for a lab"}


@require_safe
def style(request: LearnerRequest) -> HttpResponse:
    """`?width=narrow` and `?width=wide` show the same as pages of these widths do."""
    if not settings.DEBUG:
        raise Http404
    asked = request.GET.get("width")
    context = {"states": STATES, "endings": ENDINGS, "widths": WIDTHS, "width": asked if asked in WIDTHS else ""}
    return render(request, "progress/style.html", context | specimens(request.user))
