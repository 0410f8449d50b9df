"""How a learner stands with each lab, worked out from what was sent."""

from django.contrib.auth.models import User

from labs.models import Draft, Submission

NOT_BEGUN, UNDER_WAY, PROVEN = "not_begun", "under_way", "proven"


def marks_of(learner: User) -> dict[str, str]:
    """The mark of every lab that this learner has begun; the others are NOT_BEGUN."""
    mine = Submission.objects.of(learner).order_by()
    begun = {*mine.values_list("lab", flat=True).distinct(), *Draft.objects.of(learner).values_list("lab", flat=True)}
    proven = set(mine.passed().values_list("lab", flat=True).distinct())
    return dict.fromkeys(begun, UNDER_WAY) | dict.fromkeys(proven, PROVEN)


def mark_of(learner: User, lab: str) -> str:
    """The mark of one lab."""
    mine = Submission.objects.of(learner).filter(lab=lab)
    if mine.passed().exists():
        return PROVEN
    begun = mine.exists() or Draft.objects.of(learner).filter(lab=lab).exists()
    return UNDER_WAY if begun else NOT_BEGUN
