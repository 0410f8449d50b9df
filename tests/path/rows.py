from typing import Any

from django.contrib.auth.models import User

from roadmap.path.models import Concept, Draft, DraftStep, FormerTopic, MilestoneGoal, Tick
from tests.every_row import SECRET
from tests.roadmaps import make_roadmap

ROADMAP = f"""
# {SECRET}
## Begin
- [ ] Single {SECRET} [[lab:activation-zoo]] ^single-own
- [ ] Reached #milestone [[lab:activation-zoo]] ^reached-own
"""


def rows(learner: User) -> dict[str, dict[str, Any]]:
    roadmap = make_roadmap(ROADMAP, learner, slug="own-roadmap")
    single, reached = (Concept.objects.get(key=f"{key}-own") for key in ("single", "reached"))
    Tick.objects.set(learner, [single.pk], "claimed")
    MilestoneGoal.objects.create(learner=learner, concept=reached, target_date="2030-01-01")
    FormerTopic.objects.create(roadmap=roadmap, key="former-own", title=SECRET)
    draft = Draft.objects.create(learner=learner, slug=roadmap.slug)
    DraftStep.objects.create(draft=draft, text=ROADMAP.replace("Single", "Only"), said=SECRET)
    return {
        "/path/": {"slug": roadmap.slug, "key": single.key, "phase": "begin"},
        "/path/milestones/": {"key": reached.key},
        "/api/roadmaps/": {"slug": roadmap.slug, "roadmap": roadmap.slug, "key": single.key},
        "/api/ticks/": {"key": single.key},
    }
