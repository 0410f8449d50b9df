"""BibTeX in and out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from labs.requests import LearnerRequest
from roadmap.papers.adding import add_from_bibtex
from roadmap.papers.bibtex import written
from roadmap.papers.forms import BibtexForm
from roadmap.papers.models import Paper


def add(request: LearnerRequest) -> HttpResponse:
    """What could not be read stays in the form, with the reasons above it."""
    form = BibtexForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    added = add_from_bibtex(request.user, form.cleaned_data["text"])
    _tell(request, len(added.papers), len(added.known))
    if not added.problems:
        return redirect("papers-index")
    again = BibtexForm(initial={"text": added.unread})
    return _page(request, again, added.problems)


def library(request: LearnerRequest) -> HttpResponse:
    return _bibtex(written(Paper.objects.of(request.user).order_by("pk")), "papers.bib")


def entry(request: LearnerRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(Paper.objects.of(request.user), pk=pk)
    return _bibtex(written([paper]), "paper.bib")


def _tell(request: HttpRequest, new: int, known: int) -> None:
    if new:
        messages.success(request, f"{_count(new)} added to your log.")
    if known:
        messages.info(request, f"{_count(known)} in your log already, and left as it is there.")


def _count(number: int) -> str:
    return "1 paper was" if number == 1 else f"{number} papers were"


def _bibtex(text: str, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/x-bibtex; charset=utf-8", headers=disposition)


def _page(request: HttpRequest, form: BibtexForm, problems: list[str] | None = None) -> HttpResponse:
    status = 422 if problems or form.errors else 200
    return render(request, "papers/bibtex_form.html", {"form": form, "problems": problems}, status=status)
