"""Which pages there are, with the learner's rows in their addresses, and how many queries each makes.

`python -m bench.web.pages` in the environment of a place prints both as JSON. The pages are those of the URL table
that answer GET with 200; one that names a row of a new kind needs a line in `arguments`, or the table says so.
"""

from __future__ import annotations

import json
import os
import re
import sys
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EMPTY: Final = "/bench/empty/"
# Not pages: they stream without end, or make an archive of everything.
LEFT_OUT: Final = re.compile(r"/(events|export|vault)/$|\.js$|/api/schema/|/accounts?/sign-in/")
KINDS: Final = ("artefacts", "readings", "links")


Rows = dict[str, dict[str, Any]]


def arguments(learner: User) -> Rows:
    """What the names in an address stand for, by its beginning; the longest counts. The latest rows are taken."""
    pages = path_and_labs(learner) | papers_and_notes(learner) | proofs_and_habits(learner)
    return pages | api_arguments(learner, pages)


def path_and_labs(learner: User) -> Rows:
    from bench.load.cast import OWN_ROADMAP
    from roadmap.path.models import Roadmap, Topic
    from roadmap.progress import plotly_bundle

    mine = Roadmap.objects.get(owner=learner, slug=OWN_ROADMAP)
    topic = Topic.objects.of(mine)[40]
    sent = learner.submissions.filter(verdict="failed").first()
    return {
        "/dashboard/": {"release": plotly_bundle.release()},
        "/path/": {"slug": mine.slug, "key": topic.concept.key, "phase": topic.phase.key},
        "/path/milestones/": {"key": Topic.objects.of(mine).milestones()[0].concept.key},
        "/path/fork/": {"slug": mine.forked_from},
        "/labs/": {"slug": sent.lab},
        "/labs/submissions/": {"pk": sent.pk, "name": sent.checks.filter(outcome="failed")[0].name},
    }


def papers_and_notes(learner: User) -> Rows:
    from roadmap.papers.models import Claim, ClaimRun

    note = learner.notes.filter(revision__gt=1).first()
    paper = learner.papers.last()
    return {
        "/papers/": {"pk": paper.pk, "paper_pk": paper.pk},
        "/papers/claims/": {"pk": Claim.objects.of(learner).last().pk},
        "/papers/claims/runs/": {"pk": ClaimRun.objects.of(learner).last().pk},
        "/papers/queue/": {"pk": learner.arxiv_marks.first().entry_id},
        "/papers/reproductions/": {"pk": paper.reproductions.first().pk},
        "/notes/": {"pk": note.pk, "revision_pk": note.revisions.first().pk},
        "/notes/drafts/": {"key": learner.note_drafts.first().key},
        "/notes/images/": {"name": learner.note_images.first().name, "kind": "png"},
    }


def proofs_and_habits(learner: User) -> Rows:
    from roadmap.reviews.models import Sitting

    sitting = Sitting.objects.of(learner).first()
    return {
        "/proofs/exhibits/": {"pk": learner.exhibits.first().pk},
        "/proofs/teach-backs/": {"pk": learner.teach_backs.first().pk},
        "/proofs/shared/": {"invitation": "none"},
        "/habits/routines/": {"pk": learner.routines.first().pk},
        "/habits/ladders/": {"ladder": "images", "key": "mnist", "pk": learner.rungs.first().pk},
        "/habits/log/": {"pk": learner.habit_entries.first().pk},
        "/habits/time/": {"pk": learner.minutes.first().pk},
        "/reviews/cards/": {"pk": sitting.card_id},
        "/reviews/ratings/": {"pk": sitting.card.reviews.first().pk},
        "/reviews/sittings/": {"pk": sitting.pk},
        "/account/vault/records/": {"pk": learner.submission_records.first().pk},
        "/account/tokens/": {"digest": "none"},
    }


def api_arguments(learner: User, pages: Rows) -> Rows:
    """The API names the same rows."""
    same = {
        "arxiv": "/papers/queue/",
        "cards": "/reviews/cards/",
        "claims": "/papers/claims/",
        "entries": "/habits/log/",
        "labs": "/labs/",
        "minutes": "/habits/time/",
        "papers": "/papers/",
        "ratings": "/reviews/ratings/",
        "reproductions": "/papers/reproductions/",
        "roadmaps": "/path/",
        "routines": "/habits/routines/",
        "rungs": "/habits/ladders/",
        "sittings": "/reviews/sittings/",
        "submissions": "/labs/submissions/",
        "teach-backs": "/proofs/teach-backs/",
        "ticks": "/path/",
        "tokens": "/account/tokens/",
        "values": "/papers/claims/runs/",
    }
    found = {f"/api/{name}/": pages[page] for name, page in same.items()}
    found |= {f"/api/{kind}/": {"pk": learner.exhibits.filter(kind=kind[:-1])[0].pk} for kind in KINDS}
    found["/api/roadmaps/"] |= {"roadmap": pages["/path/"]["slug"]}
    found["/api/ticks/"] = {"key": learner.ticks.first().concept.key}
    found["/api/rest-days/"] = {"pk": learner.rest_days.first().pk}
    found["/api/notes/"] = {"pk": pages["/notes/"]["pk"]}
    found["/api/notes/%(note_pk)s/"] = {"note_pk": pages["/notes/"]["pk"], "pk": pages["/notes/"]["revision_pk"]}
    return found


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.web.settings")
    django.setup()
    from django.contrib.auth.models import User
    from django.test import Client

    learner = User.objects.get(username="owner")
    known = arguments(learner)
    client = Client(raise_request_exception=False, headers={"Host": "localhost"})
    client.force_login(learner)
    found, nameless = [], []
    for template, names in templates():
        page = re.sub(r"%\((\w+)\)s", r"<\1>", template)
        try:
            address = address_of(template, names, known)
        except KeyError as name:
            nameless.append(f"{page} names {name}")
            continue
        asked(client, address)  # the first look makes what the others find made
        if (queries := asked(client, address)) is not None:
            found.append({"page": page, "address": address, "queries": queries})
    print(json.dumps({"pages": found, "nameless": nameless}))


def templates() -> list[tuple[str, tuple[str, ...]]]:
    """The addresses to look at and the names in them: all, or those that begin as PAGES says."""
    from django.urls import get_resolver

    from tests.routes import walked

    routes = sorted(set(walked(get_resolver("roadmap.urls").url_patterns)))
    wanted = tuple((os.environ.get("PAGES") or "/").split(","))
    kept = [one for one in routes if one.template.startswith(wanted) and not LEFT_OUT.search(one.template)]
    return [(one.template, one.names) for one in kept]


def address_of(template: str, names: tuple[str, ...], known: Rows) -> str:
    """The address of a row. Raises KeyError for a name of which no row is known."""
    values = known[max((one for one in known if template.startswith(one)), key=len, default="")] if names else {}
    return template % {name: values[name] for name in names}


def asked(client: Any, address: str) -> int | None:
    """How many queries the page makes; None for what is no page: a redirect, a button, nothing."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        status = client.get(address).status_code
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        print(f"{address} answers {status}.", file=sys.stderr)
    return len(queries) if status == HTTPStatus.OK else None


if __name__ == "__main__":
    main()
