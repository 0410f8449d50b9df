"""Sending a reproduction's own `run(config, seed)` to a runner."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from labs.actions.submit import RefusedError
from labs.requests import LearnerRequest
from roadmap.papers import experiments
from roadmap.papers.forms import ExperimentForm
from roadmap.papers.models import Reproduction
from roadmap.papers.views.claims import claims_context


@require_POST
def send(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Reproduction.objects.of(request.user).with_verdicts(), pk=pk)
    form = ExperimentForm(request.POST, auto_id="experiment-%s")
    if form.is_valid():
        asked = form.cleaned_data
        try:
            sent = experiments.send(found, asked["source"], asked["config"], asked["seeds"], asked["device"])
        except RefusedError as refused:
            for field, sentence in refused.sentences.items():
                form.add_error(field if field in form.fields else None, sentence)
        else:
            messages.success(request, "It was sent to a runner. What it reports lands in the claims by itself.")
            return redirect("submission", sent.pk)
    context = claims_context(found) | {"experiment_form": form}
    return render(request, "papers/reproduction.html", context, status=422)
