from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import State, Submission
from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.models import Feed, Preprint
from roadmap.papers.models import Claim, ClaimRun, Experiment, Paper, Reproduction, RestMonth
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    paper = Paper.objects.create(learner=learner, title=f"Paper {SECRET}", arxiv_id="1706.03762")
    reproduction = Reproduction.objects.create(paper=paper, month=date(2026, 3, 1), plan=SECRET)
    claim = Claim.objects.create(reproduction=reproduction, metric=SECRET, reported=1.0, tolerance=0.1)
    run = ClaimRun.objects.create(claim=claim, seed=1, value=1.0)
    sent = Submission.objects.create(
        learner=learner,
        lab="reproduction-1",
        source=f"x = '{SECRET}'",
        work={"kind": "other"},
        state=State.SETTLED,
        verdict="reported",
    )
    Experiment.objects.create(reproduction=reproduction, submission=sent)
    RestMonth.objects.create(learner=learner, month=date(2030, 1, 1))
    marking.follow(learner, ["cs.CV"])
    preprint = Preprint.objects.create(arxiv_id="2603.00001", title=f"Preprint {SECRET}", announced=timezone.now())
    preprint.feeds.add(Feed.objects.get())
    marking.tag(marking.mark_of(learner, preprint), SECRET)
    return {
        "/api/arxiv/": {"pk": preprint.pk},
        "/api/claims/": {"pk": claim.pk},
        "/api/papers/": {"pk": paper.pk},
        "/api/reproductions/": {"pk": reproduction.pk},
        "/api/values/": {"pk": run.pk},
        "/papers/": {"pk": paper.pk, "paper_pk": paper.pk},
        "/papers/claims/": {"pk": claim.pk},
        "/papers/claims/runs/": {"pk": run.pk},
        "/papers/queue/": {"pk": preprint.pk},
        "/papers/reproductions/": {"pk": reproduction.pk},
    }
