"""The dashboard, what its charts draw, and Plotly's script."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from labs.requests import LearnerRequest
from roadmap.progress import plotly_bundle
from roadmap.progress.dashboard import CHARTS, Dashboard
from roadmap.progress.span import SpanForm

A_YEAR_SECONDS = 365 * 24 * 3600


@never_cache
@require_safe
def dashboard(request: LearnerRequest) -> HttpResponse:
    """Numbers and charts of `roadmap` and the range that SpanForm reads; 400 for a range that cannot be, with the
    usual one in its place. The page asks again with the `stamp` it shows: 204 while nothing has changed."""
    form = asked(request)
    shown = Dashboard(request.user, request.GET.get("roadmap", ""), form.span)
    # First of all: what changes while the page is made is then found by the next look.
    is_known = request.GET.get("stamp") == shown.stamp
    if request.htmx and is_known:
        return HttpResponse(status=204)
    if request.htmx and "empty" in request.GET:
        return HttpResponseClientRefresh()
    context = {"shown": shown, "form": form, "plotly": plotly_bundle}
    template = "progress/_dashboard.html" if request.htmx else "progress/dashboard.html"
    return render(request, template, context, status=400 if form.problem else 200)


@never_cache
@require_safe
def chart(request: LearnerRequest, key: str) -> JsonResponse:
    """What static/charts.js draws of one chart; 400 with a sentence for a range that cannot be."""
    form = asked(request)
    if form.problem:
        return JsonResponse({"detail": form.problem}, status=400)
    return JsonResponse(CHARTS[key](Dashboard(request.user, request.GET.get("roadmap", ""), form.span)).drawing)


def asked(request: LearnerRequest) -> SpanForm:
    return SpanForm(request.GET)


@login_not_required
@cache_control(public=True, max_age=A_YEAR_SECONDS, immutable=True)
@require_safe
def plotly_script(request: HttpRequest, release: str) -> HttpResponse:
    """Plotly's script at an address that changes with its release; 404 for any other release."""
    if release != plotly_bundle.release():
        raise Http404
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(plotly_bundle.SCRIPT.read_bytes(), content_type="text/javascript")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return HttpResponse(plotly_bundle.compressed(), content_type="text/javascript", headers=headers)
