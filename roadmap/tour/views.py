"""The tour as a page to read, and its buttons: begin, go to a stop, end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.plan.models import Plan
from roadmap.tour.stops import LEFT, LONGEST_ADDRESS, Standing, end, go_to, standing_in, stops_of

ENDED = "The tour has ended. It can be taken again: under Account, or from the sheet that “?” opens."


@never_cache
@require_safe
def tour(request: LearnerRequest) -> HttpResponse:
    """All stops on one page, each with its link."""
    context = {"stops": stops_of(request.user), "left": request.session.get(LEFT), "on": standing_in(request.session)}
    return render(request, "tour/tour.html", context)


@require_POST
def begin(request: LearnerRequest) -> HttpResponse:
    """At the first stop, or where it was left."""
    number = request.session.get(LEFT, 1) if "on" in request.POST else 1
    return _shown(go_to(request.session, stops_of(request.user), number))


@require_POST
def stop(request: LearnerRequest) -> HttpResponse:
    """Go to the stop `to`. With no tour on, it begins: the button may stand on a page that was left open."""
    standing = standing_in(request.session)
    wanted = request.POST.get("to", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 3 else 1
    return _shown(go_to(request.session, standing.stops if standing else stops_of(request.user), number))


@require_POST
def stop_tour(request: LearnerRequest) -> HttpResponse:
    """End it, or decline it. An htmx request stays where it is; another goes back to the page it came from."""
    end(request.session)
    Plan.objects.of(request.user).end_tour()
    messages.info(request, ENDED)
    if request.htmx:
        return render(request, "tour/_ended.html")
    back = request.POST.get("back", "")[:LONGEST_ADDRESS]
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe and back.startswith("/") else "today")


def _shown(standing: Standing) -> HttpResponse:
    """To the page of the stop. The fragment puts the keyboard, and with it a screen reader, on the words."""
    return HttpResponseRedirect(f"{standing.stop.address}#tour")
