from typing import Any

from django.contrib.auth.models import User

from roadmap.progress import plotly_bundle


def rows(learner: User) -> dict[str, dict[str, Any]]:
    return {"/dashboard/": {"release": plotly_bundle.release()}}
