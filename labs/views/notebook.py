"""A notebook or a file dropped on a lab's page: its code for the editor, and what was taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from labs.actions.draft import set_aside
from labs.actions.submit import RefusedError, oversized, readable
from labs.notebooks import LARGEST_BYTES, Line, UnreadError, take, too_large
from labs.requests import LearnerRequest, lab_or_404
from labs.views.drafts import keep_from, opened
from labs.views.lab import lab_context
from runner.contract import MAX_SOURCE_BYTES
from runner.lab import Lab


@dataclass(frozen=True)
class Brought:
    """What a file brought: source for the editor, and of a notebook what became of each cell."""

    name: str
    source: str
    lines: list[Line] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    left_behind: list[tuple[str, int]] = field(default_factory=list)

    @property
    def taken(self) -> list[Line]:
        return [line for line in self.lines if line.taken]

    @property
    def left(self) -> list[Line]:
        return [line for line in self.lines if not line.taken]


@require_POST
def lab_notebook(request: LearnerRequest, slug: str) -> HttpResponse:
    """The code of a dropped file, to be looked at in the editor: nothing is sent. Status 422 where there is none."""
    found = lab_or_404(slug)
    try:
        brought = brought_by(request.FILES.get("notebook"), found)
    except UnreadError as problem:
        return answer(request, found, {"problem": str(problem)}, 422)
    if request.htmx:
        lay_aside(request, found)
    return answer(request, found, {"brought": brought}, 200)


def answer(request: LearnerRequest, found: Lab, said: dict[str, object], status: int) -> HttpResponse:
    """What is said of the file, for a page that puts the code into its editor; else the whole page with it."""
    if request.htmx:
        return render(request, "labs/_brought.html", said | {"lab": found}, status=status)
    brought = said.get("brought")
    editor = {"source": brought.source, "base": ""} if isinstance(brought, Brought) else opened(request, found)
    return render(request, "labs/lab.html", lab_context(request, found, editor) | said, status=status)


def brought_by(file: UploadedFile[bytes] | None, lab: Lab) -> Brought:
    """Raises `UnreadError` with the sentence for the learner."""
    if file is None:
        raise UnreadError("There is no file. Choose a notebook (.ipynb) or a Python file (.py).")
    name = str(file.name)[:80]
    if (file.size or 0) > LARGEST_BYTES:
        raise UnreadError(too_large(file.size or 0))
    if not name.lower().endswith((".ipynb", ".py")):
        raise UnreadError(f"{name} is neither a notebook (.ipynb) nor a Python file (.py).")
    content = file.read()
    if name.lower().endswith(".py"):
        return Brought(name, python_text(content))
    taken = take(content, lab)
    if (size := len(taken.source.encode("utf-8", "replace"))) > MAX_SOURCE_BYTES:
        raise UnreadError(f"The cells taken are too long. {oversized(size)}")
    return Brought(name, taken.source, taken.lines, taken.missing, taken.left_behind)


def python_text(content: bytes) -> str:
    try:
        return readable(content)
    except RefusedError as refusal:
        raise UnreadError(str(refusal)) from None


def lay_aside(request: LearnerRequest, found: Lab) -> None:
    """What stands in the editor stays, beside what comes into it."""
    written = request.POST.get("source", "").replace("\r\n", "\n")
    if not written.strip() or "\0" in written or len(written.encode("utf-8", "replace")) > MAX_SOURCE_BYTES:
        return
    draft = keep_from(request, found, written).draft
    draft.page = ""  # what this page writes from now on is another draft
    set_aside(draft, found)
