"""The claims of a reproduction and their runs: each button answers with the table as it now stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from labs.requests import LearnerRequest
from roadmap.papers.experiments import experiments_of
from roadmap.papers.forms import ClaimForm, ClaimRunForm, ExperimentForm
from roadmap.papers.models import Claim, ClaimRun, Reproduction
from roadmap.papers.saving import saved


@require_POST
def add_claim(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Reproduction.objects.of(request.user).select_related("paper"), pk=pk)
    form = ClaimForm(request.POST, instance=Claim(reproduction=found), auto_id="claim-%s")
    if saved(form):
        return _table(request, found.pk)
    return _table(request, found.pk, claim_form=form)


def edit_claim(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim.objects.of(request.user).select_related("reproduction__paper"), pk=pk)
    form = ClaimForm(request.POST or None, instance=found)
    if request.method == "POST" and saved(form):
        messages.success(request, "The claim was saved; its verdict was computed anew.")
        return redirect(found.reproduction)
    context = {"form": form, "claim": Claim.objects.get(pk=pk), "reproduction": found.reproduction}
    return render(request, "papers/claim_form.html", context, status=422 if form.errors else 200)


def delete_claim(request: LearnerRequest, pk: int) -> HttpResponse:
    """Asks first; its runs go with it."""
    found = get_object_or_404(Claim.objects.of(request.user).select_related("reproduction__paper"), pk=pk)
    if request.method == "POST":
        found.delete()
        messages.success(request, f"The claim “{found}” and its runs were removed.")
        return redirect(found.reproduction)
    return render(request, "papers/delete_claim.html", {"claim": found, "reproduction": found.reproduction})


@require_POST
def add_run(request: LearnerRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.of(request.user), pk=pk)
    form = ClaimRunForm(request.POST, claim=claim, auto_id=_run_ids(claim))
    if saved(form):
        return _table(request, claim.reproduction_id)
    return _table(request, claim.reproduction_id, run_form=form)


@require_POST
def delete_run(request: LearnerRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(ClaimRun.objects.of(request.user).select_related("claim"), pk=pk)
    run.delete()
    messages.success(request, f"The run of {run.claim} with seed {run.seed} and value {run.value:g} was removed.")
    return _table(request, run.claim.reproduction_id)


def claims_context(
    reproduction: Reproduction, claim_form: ClaimForm | None = None, run_form: ClaimRunForm | None = None
) -> dict[str, Any]:
    """What the table needs: each claim with an empty form for one more run, or the form that was refused."""
    refused = run_form.instance.claim_id if run_form else None
    rows = [
        (claim, run_form if claim.pk == refused else ClaimRunForm(claim=claim, auto_id=_run_ids(claim)))
        for claim in reproduction.claims.all()
    ]
    return {
        "reproduction": reproduction,
        "paper": reproduction.paper,
        "rows": rows,
        "claim_form": claim_form or ClaimForm(auto_id="claim-%s"),
        "experiments": experiments_of(reproduction),
        "experiment_form": ExperimentForm(auto_id="experiment-%s"),
    }


def _table(request: LearnerRequest, reproduction_pk: int, **refused: Any) -> HttpResponse:
    """The table alone for htmx; without script the whole page, or the way back to it once all is saved."""
    found = Reproduction.objects.with_verdicts().get(pk=reproduction_pk)
    status = 422 if refused else 200
    if request.htmx:
        return render(request, "papers/_claims_answer.html", claims_context(found, **refused), status=status)
    if refused:
        return render(request, "papers/reproduction.html", claims_context(found, **refused), status=status)
    return redirect(f"{found.get_absolute_url()}#claims")


def _run_ids(claim: Claim) -> str:
    return f"run-{claim.pk}-%s"
