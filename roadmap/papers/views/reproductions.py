"""One reproduction of a paper: planning it, writing it up, removing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify

from labs.requests import LearnerRequest
from roadmap.papers.forms import ReproductionForm
from roadmap.papers.markdown import as_markdown
from roadmap.papers.models import Paper, Reproduction
from roadmap.papers.saving import saved
from roadmap.papers.views.claims import claims_context


def reproduction(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Reproduction.objects.of(request.user).with_verdicts(), pk=pk)
    return render(request, "papers/reproduction.html", claims_context(found))


def export(request: LearnerRequest, pk: int) -> HttpResponse:
    """The whole account as Markdown, as the article of a replication begins."""
    found = get_object_or_404(Reproduction.objects.of(request.user).with_verdicts(), pk=pk)
    name = f"re-{slugify(found.paper.title)[:60] or 'paper'}-{found.month:%Y-%m}.md"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_markdown(found), content_type="text/markdown; charset=utf-8", headers=disposition)


def new(request: LearnerRequest, paper_pk: int) -> HttpResponse:
    paper = get_object_or_404(Paper.objects.of(request.user), pk=paper_pk)
    form = ReproductionForm(
        request.POST or None, instance=Reproduction(paper=paper), initial={"month": timezone.localdate().replace(day=1)}
    )
    if request.method == "POST" and saved(form):
        messages.success(request, "The reproduction was begun. Next, write down the claims you will test.")
        return redirect(form.instance)
    return _form_page(request, form, paper)


def edit(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Reproduction.objects.of(request.user).select_related("paper"), pk=pk)
    form = ReproductionForm(request.POST or None, instance=found)
    if request.method == "POST" and saved(form):
        messages.success(request, "The reproduction was saved.")
        return redirect(found)
    return _form_page(request, form, found.paper, found)


def delete(request: LearnerRequest, pk: int) -> HttpResponse:
    """Asks first; its claims and runs go with it."""
    found = get_object_or_404(Reproduction.objects.of(request.user).with_verdicts(), pk=pk)
    if request.method == "POST":
        found.delete()
        messages.success(request, "The reproduction, its claims and their runs were removed.")
        return redirect(found.paper)
    return render(request, "papers/delete_reproduction.html", {"reproduction": found})


def _form_page(
    request: LearnerRequest, form: ReproductionForm, paper: Paper, found: Reproduction | None = None
) -> HttpResponse:
    context = {"form": form, "paper": paper, "reproduction": found}
    return render(request, "papers/reproduction_form.html", context, status=422 if form.errors else 200)
