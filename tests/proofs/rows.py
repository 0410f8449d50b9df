from typing import Any

from django.contrib.auth.models import User

from roadmap.notes.writing import write
from roadmap.proofs.models import Exhibit
from roadmap.proofs.presenting import assess, invite, present, uninvite
from tests.every_row import SECRET
from tests.proving import ENOUGH

CONCEPT = "single-own"


def rows(learner: User) -> dict[str, dict[str, Any]]:
    """The link of an explanation was given out and taken back: no address shows the text to anybody else."""
    teach_back = present(learner, CONCEPT, write(learner, f"Explained {SECRET}", f"Words {SECRET}"))
    assess(teach_back, learner, ENOUGH, f"Remark {SECRET}")
    invite(teach_back)
    ended = teach_back.invitation
    uninvite(teach_back)
    kept = [
        Exhibit.objects.create(
            learner=learner, concept=CONCEPT, kind=kind, says=f"Says {SECRET}", log=SECRET, url=f"https://{SECRET}.org/"
        )
        for kind in Exhibit.Kind.values
    ]
    return {
        "/proofs/exhibits/": {"pk": kept[0].pk},
        "/proofs/teach-backs/": {"pk": teach_back.pk},
        "/proofs/shared/": {"invitation": ended},
        "/api/teach-backs/": {"pk": teach_back.pk},
        **{f"/api/{one.kind}s/": {"pk": one.pk} for one in kept},
    }
