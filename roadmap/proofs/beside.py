"""The evidence beside one topic: a section for each kind that it asks for, with what is there and a form for more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.forms import BaseForm
from django.http import Http404
from django.urls import reverse

from labs.markdown import Link, Target
from roadmap.links import links_for
from roadmap.papers.identifiers import normalised
from roadmap.papers.models import Reproduction
from roadmap.proofs.facts import Moment, reproductions
from roadmap.proofs.forms import EXHIBIT_FORMS, TeachBackForm
from roadmap.proofs.models import Exhibit, TeachBack

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTE: Final = "note"
PAPER: Final = "paper"
REPRODUCTIONS_SHOWN: Final = 10
ADDRESSES: Final = {NOTE: "teach-back-new", "artefact": "artefact-add", "reading": "reading-add", "link": "link-add"}
# By kind: what it is called, and what the button that opens its form says.
WORDS: Final = {
    NOTE: ("An explanation in your own words", "Explain it"),
    "artefact": ("Something you made", "Keep an artefact"),
    "reading": ("The reading finished", "Note a reading"),
    "link": ("A link that shows it", "Keep a link"),
    PAPER: ("A paper reproduced", "To the papers"),
}


@dataclass(frozen=True)
class Section:
    """One kind of evidence about one concept. `asked` is False for what the topic does not ask for any more.

    `papers` are those that the topic names, each with its state.
    """

    kind: str
    concept: str
    rows: Sequence[TeachBack | Exhibit | Reproduction]
    state: str
    form: BaseForm | None = None
    asked: bool = True
    papers: Sequence[tuple[Link, str]] = ()

    @property
    def id(self) -> str:
        """Names the section on the page."""
        return f"{self.kind}-of-{self.concept}"

    @property
    def title(self) -> str:
        return WORDS[self.kind][0]

    @property
    def button(self) -> str:
        return WORDS[self.kind][1]

    @property
    def address(self) -> str:
        """Where its form is sent."""
        return reverse(ADDRESSES[self.kind]) if self.kind in ADDRESSES else ""

    @property
    def is_open(self) -> bool:
        """Whether the form was refused, and is to be seen at once."""
        return bool(self.form and self.form.errors)


def topic_link(learner: User, concept: str) -> Link | None:
    """The topic where the learner sees it first; None where no roadmap that they see holds it."""
    wanted = Target("topic", concept)
    return links_for(learner)([wanted]).get(wanted)


def topic_or_words(learner: User, concept: str) -> Link:
    """As `topic_link`, or else the words of its key."""
    return topic_link(learner, concept) or Link(concept.replace("-", " "), known=False)


def topic_called(learner: User, concept: str) -> Link:
    """As `topic_link`. Raises Http404 where there is none."""
    found = topic_link(learner, concept)
    if found is None:
        raise Http404(f"There is no topic called {concept}.")
    return found


def section(learner: User, concept: str, kind: str, form: BaseForm | None = None, asked: bool = True) -> Section:
    """What is there of one kind, with `form` where it was refused, else an empty one."""
    rows: list[TeachBack] | list[Exhibit]
    if kind == NOTE:
        rows = list(TeachBack.objects.of(learner).about(concept).prefetch_related("assessments").defer("text"))
        moments = [row.met for row in rows]
    else:
        rows = list(Exhibit.objects.of(learner).about(concept).filter(kind=kind).in_brief())
        moments = [row.since for row in rows]
    return Section(kind, concept, rows, _state(moments), form or form_of(kind, learner, concept), asked)


def sections(learner: User, concept: str, asked: Iterable[str], papers: Sequence[Target] = ()) -> list[Section]:
    """Of every kind asked for, then of the kinds that are there although nobody asks for them."""
    kinds = [kind for kind in WORDS if kind in set(asked)]
    there = set(Exhibit.objects.of(learner).about(concept).order_by().values_list("kind", flat=True))
    there |= {NOTE} if TeachBack.objects.of(learner).about(concept).exists() else set()
    found = [_papers(learner, concept, papers) if kind == PAPER else section(learner, concept, kind) for kind in kinds]
    return found + [section(learner, concept, kind, asked=False) for kind in WORDS if kind in there - set(kinds)]


def form_of(kind: str, learner: User, concept: str, *args: Any) -> BaseForm:
    """The form of one kind; the ids of its fields hold the concept, since a page may show several topics."""
    auto_id = f"{kind}-{concept}-%s"
    if kind == NOTE:
        return TeachBackForm(*args, learner=learner, concept=concept, auto_id=auto_id)
    return EXHIBIT_FORMS[kind](*args, auto_id=auto_id)


def paper_moments(names: Sequence[str], reproduced: Mapping[str, Moment]) -> dict[str, list[Moment]]:
    """For each paper that a topic names, what there is of it; for one that names none, of every paper, as ""."""
    if not names:
        return {"": list(reproduced.values())}
    return {name: [reproduced[normalised(name)]] if normalised(name) in reproduced else [] for name in names}


def _papers(learner: User, concept: str, papers: Sequence[Target]) -> Section:
    moments = paper_moments([paper.name for paper in papers], reproductions(learner))
    links = links_for(learner)(papers)
    named = [(links.get(one) or Link(one.name, known=False), _state(moments[one.name])) for one in papers]
    begun = Reproduction.objects.of(learner).exclude(status=Reproduction.Status.ABANDONED).with_verdicts()
    rows = [] if papers else list(begun[:REPRODUCTIONS_SHOWN])
    states = {_state(of_one) for of_one in moments.values()}
    return Section(PAPER, concept, rows, states.pop() if len(states) == 1 else "under_way", papers=named)


def _state(moments: Sequence[Moment]) -> str:
    return "proven" if any(moments) else "under_way" if moments else "not_begun"
