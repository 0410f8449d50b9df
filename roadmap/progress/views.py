"""Today, the dashboard, the workers, and the page that shows every component."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roadmap.progress.templatetags.marks import ENDINGS, STATES


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever changes the stylesheet. Development only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "progress/style.html", {"states": STATES, "endings": ENDINGS})
