from typing import Any

from django.contrib.auth.models import User

from roadmap.habits.models import Entry, Minutes, RestDay, Routine, RoutineDone, Rung, Timer
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    spent = Minutes.objects.create(learner=learner, kind="lab", subject="activation-zoo", minutes=5, remark=SECRET)
    Timer.objects.create(learner=learner, kind="lab", subject="activation-zoo")
    rest = RestDay.objects.create(learner=learner, day="2030-01-01")
    rung = Rung.objects.create(learner=learner, ladder="images", key="own-project", title=SECRET, learned=SECRET)
    entry = Entry.objects.create(learner=learner, kind=Entry.Kind.values[0], title=SECRET, learned=SECRET)
    routine = Routine.objects.create(learner=learner, title=SECRET)
    RoutineDone.objects.create(routine=routine)
    return {
        "/habits/routines/": {"pk": routine.pk},
        "/habits/ladders/": {"ladder": rung.ladder, "key": rung.key, "pk": rung.pk},
        "/habits/log/": {"pk": entry.pk},
        "/habits/time/": {"pk": spent.pk},
        "/api/entries/": {"pk": entry.pk},
        "/api/minutes/": {"pk": spent.pk},
        "/api/rest-days/": {"pk": rest.pk},
        "/api/routines/": {"pk": routine.pk},
        "/api/rungs/": {"pk": rung.pk},
    }
