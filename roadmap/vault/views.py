"""Your vault: everything out, everything in, and what another installation judged."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from labs.actions.submit import RefusedError, submit
from labs.catalogue import catalogue
from labs.requests import LearnerRequest
from roadmap.path.markdown import RoadmapError
from roadmap.vault.forms import VaultForm
from roadmap.vault.models import Record
from roadmap.vault.packing import preview, read_vault, unpack
from roadmap.vault.streaming import sent
from roadmap.vault.submissions import checks_of


@never_cache
@require_safe
def vault(request: LearnerRequest) -> HttpResponse:
    return _page(request, VaultForm(label_suffix=""))


@require_safe
def export(request: LearnerRequest) -> StreamingHttpResponse:
    return sent(request, request.user)


@never_cache
@require_POST
def changes(request: LearnerRequest) -> HttpResponse:
    """What an import would do: beneath the form for htmx, else as the page; the file is chosen again to confirm."""
    form = VaultForm(request.POST, request.FILES, label_suffix="")
    try:
        if not form.is_valid():
            return _answer(request, form, status=422)
        done = preview(request.user, read_vault(form.cleaned_data["vault"].file))
    except RoadmapError as error:
        form.add_error("vault", str(error))
        return _answer(request, form, status=422)
    return _answer(request, form, done=done)


@never_cache
@require_POST
def take_in(request: LearnerRequest) -> HttpResponse:
    form = VaultForm(request.POST, request.FILES, label_suffix="")
    try:
        if not form.is_valid():
            return _answer(request, form, status=422)
        done = unpack(request.user, read_vault(form.cleaned_data["vault"].file))
    except RoadmapError as error:
        form.add_error("vault", str(error))
        return _answer(request, form, status=422)
    copies = f" {done.copied} that differ were kept beside what you have." if done.copied else ""
    messages.success(request, f"Taken in: {done.added} new.{copies} Nothing you had was changed.")
    for problem in done.problems:
        messages.warning(request, problem)
    return HttpResponseClientRedirect(reverse("vault")) if request.htmx else redirect("vault")


@never_cache
@require_safe
def record(request: LearnerRequest, pk: int) -> HttpResponse:
    """A submission from another installation: its code, and what was said of it there."""
    found = get_object_or_404(Record.objects.of(request.user), pk=pk)
    context = {"record": found, "checks": checks_of(found), "lab": catalogue().get(found.lab)}
    return render(request, "vault/record.html", context)


@require_POST
def judge_again(request: LearnerRequest, pk: int) -> HttpResponse:
    """Sends the code of a record to its lab here: what passes here proves here."""
    found = get_object_or_404(Record.objects.of(request.user), pk=pk)
    try:
        submission = submit(request.user, found.lab, found.source)
    except RefusedError as refusal:
        messages.warning(request, str(refusal))
        return redirect("vault-record", pk)
    found.judged = submission
    found.save(update_fields=["judged"])
    return redirect("submission", submission.pk)


def _page(request: LearnerRequest, form: VaultForm, status: int = 200, **context: object) -> HttpResponse:
    records = Record.objects.of(request.user).from_elsewhere().select_related("judged").defer("text", "source")
    return render(request, "vault/vault.html", {"form": form, "records": records, **context}, status=status)


def _answer(request: LearnerRequest, form: VaultForm, status: int = 200, **context: object) -> HttpResponse:
    if not request.htmx:
        return _page(request, form, status, **context)
    return render(request, "vault/_changes.html", {"form": form, **context}, status=status)
