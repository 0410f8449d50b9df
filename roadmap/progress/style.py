"""The page that shows every component in every state, for whoever changes the stylesheet. Development only."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from labs.requests import LearnerRequest
from roadmap.progress.specimens import specimens
from roadmap.progress.templatetags.marks import ENDINGS, STATES


@require_safe
def style(request: LearnerRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    context = {"states": STATES, "endings": ENDINGS, **specimens(request.user)}
    return render(request, "progress/style.html", context)
