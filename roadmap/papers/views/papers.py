"""The log of papers: the list, one paper, adding, editing and removing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from labs.requests import LearnerRequest
from roadmap.papers.bibtex import written
from roadmap.papers.forms import PaperForm
from roadmap.papers.models import Paper, Reproduction
from roadmap.papers.months import rhythm
from roadmap.papers.saving import saved


def index(request: LearnerRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "month": today,
        "this_first": today.replace(day=1),
        "rhythm": rhythm(request.user, today),
        "this_month": Reproduction.objects.of(request.user).in_month(today).with_verdicts(),
        "papers": Paper.objects.of(request.user).with_verdicts(),
    }
    return render(request, "papers/index.html", context)


def paper(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Paper.objects.of(request.user).with_verdicts(), pk=pk)
    return render(request, "papers/paper.html", {"paper": found, "bibtex": written([found])})


def new(request: LearnerRequest) -> HttpResponse:
    """`?identifier=` and `?title=` fill the form in, for links to papers that are not in the log yet."""
    wanted = {name: request.GET.get(name, "") for name in ("identifier", "title") if name in request.GET}
    form = PaperForm(request.POST or None, learner=request.user, initial=wanted)
    if request.method == "POST" and saved(form):
        messages.success(request, f"“{form.instance}” was added to your papers.")
        _remark(request, form)
        return redirect(form.instance)
    return _form_page(request, form)


def edit(request: LearnerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Paper.objects.of(request.user), pk=pk)
    form = PaperForm(request.POST or None, learner=request.user, instance=found)
    if request.method == "POST" and saved(form):
        messages.success(request, "The paper was saved.")
        _remark(request, form)
        return redirect(found)
    return _form_page(request, form, Paper.objects.get(pk=pk))


def delete(request: LearnerRequest, pk: int) -> HttpResponse:
    """Asks first; what goes with the paper is named."""
    found = get_object_or_404(Paper.objects.of(request.user).with_verdicts(), pk=pk)
    if request.method == "POST":
        found.delete()
        messages.success(request, f"“{found}” was removed from your papers. Your notes on it were kept.")
        return redirect("papers-index")
    return render(request, "papers/delete_paper.html", {"paper": found})


def _remark(request: LearnerRequest, form: PaperForm) -> None:
    if form.remark:
        messages.warning(request, form.remark)


def _form_page(request: LearnerRequest, form: PaperForm, found: Paper | None = None) -> HttpResponse:
    return render(request, "papers/paper_form.html", {"form": form, "paper": found}, status=422 if form.errors else 200)
