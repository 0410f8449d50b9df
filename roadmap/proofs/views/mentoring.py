"""One explanation as a mentor sees it, by the link that its learner gave out. Nothing else of the learner is shown."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from labs.requests import LearnerRequest
from roadmap.links import rendered
from roadmap.proofs import presenting
from roadmap.proofs.beside import topic_or_words
from roadmap.proofs.forms import RubricForm
from roadmap.proofs.models import TeachBack


@never_cache
@require_safe
def shared(request: LearnerRequest, invitation: str) -> HttpResponse:
    return _page(request, _invited(invitation), RubricForm())


@require_POST
def assess(request: LearnerRequest, invitation: str) -> HttpResponse:
    found, form = _invited(invitation), RubricForm(request.POST)
    if found.learner_id != request.user.pk:
        if not form.is_valid():
            return _page(request, found, form)
        presenting.assess(found, request.user, form.levels, form.cleaned_data["remark"])
        messages.success(request, f"Your answers are with {found.learner.get_username()}. Thank you.")
    return redirect("teach-back-shared", invitation)


def _invited(invitation: str) -> TeachBack:
    return get_object_or_404(TeachBack.objects.shared_by(invitation).select_related("learner"))


def _page(request: LearnerRequest, found: TeachBack, form: RubricForm) -> HttpResponse:
    """Its learner goes to their own page of it: they are not their own mentor."""
    if found.learner_id == request.user.pk:
        return redirect(found)
    context = {
        "teach_back": found,
        "topic": topic_or_words(request.user, found.concept),
        "html": rendered(found.text, request.user),
        "form": form,
        "given": found.assessments.filter(assessor=request.user),
    }
    return render(request, "proofs/shared.html", context, status=422 if form.errors else 200)
