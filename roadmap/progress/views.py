"""Today, the dashboard, the workers, and the page that shows every component."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labs.services import state_of_parts
from roadmap.progress import queues
from roadmap.progress.templatetags.marks import ENDINGS, STATES


@never_cache
@require_safe
def workers(request: HttpRequest) -> HttpResponse:
    """Who grades, how much waits, and what to do when nobody is there. An htmx request gets the middle alone."""
    parts = state_of_parts()
    for runner in parts["runners"]:
        runner["since"] = parse_datetime(runner["since"])
    context = {"parts": parts, "waiting": queues.lengths()}
    htmx = getattr(request, "htmx", False)
    return render(request, "progress/_workers.html" if htmx else "progress/workers.html", context)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever changes the stylesheet. Development only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "progress/style.html", {"states": STATES, "endings": ENDINGS})
