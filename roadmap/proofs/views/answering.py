"""What a view of this room answers: to htmx the section that changed, else the way back to the topic."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import retarget, trigger_client_event

from labs.markdown import Link
from labs.requests import LearnerRequest
from roadmap.proofs.beside import Section, topic_link

# The panel of a topic hears this and asks for its row and bars anew.
CHANGED = "evidence-changed"


def section_answer(request: LearnerRequest, section: Section, topic: Link) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{topic.href}#{section.id}")
    answer = render(request, "proofs/_section.html", {"section": section, "oob": True, "topic": topic})
    return trigger_client_event(retarget(answer, f"#{section.id}"), CHANGED)


def refused(request: LearnerRequest, section: Section, topic: Link) -> HttpResponse:
    """The form with what is wrong; 200 where it was only asked for.

    htmx gets the form alone: whether what is there fades is known in a room above this one.
    """
    status = 422 if section.is_open else 200
    template = "proofs/_more.html" if request.htmx else "proofs/form.html"
    return render(request, template, {"section": section, "topic": topic}, status=status)


def back_to_topic(request: LearnerRequest, concept: str) -> HttpResponse:
    """To the topic, or to all evidence where no roadmap holds the topic any more."""
    found = topic_link(request.user, concept)
    return redirect(found.href if found else "proofs-index")
