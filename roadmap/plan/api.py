"""A learner's plan over REST: which roadmaps they follow, how many hours a week they have.

The third of the three questions, what is known already, is answered by ticks: see /api/ticks/.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from roadmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from roadmap.api.single import OneOfTheCaller
from roadmap.api.strict import Strict
from roadmap.path.models import Roadmap
from roadmap.plan.models import FEWEST_HOURS, MOST_HOURS, MOST_ROADMAPS, SLUG_CHARACTERS, Plan


class LearningPlanSerializer(Strict, serializers.ModelSerializer[Plan]):
    roadmaps = serializers.ListField(
        child=serializers.CharField(max_length=SLUG_CHARACTERS),
        max_length=MOST_ROADMAPS,
        help_text="Slugs of the roadmaps to follow; with none, all are.",
    )
    hours = serializers.FloatField(
        min_value=FEWEST_HOURS, max_value=MOST_HOURS, allow_null=True, help_text="Hours a week; null: not said."
    )

    class Meta:
        model = Plan
        fields = ("roadmaps", "hours", "answered")
        read_only_fields = ("answered",)

    def validate_roadmaps(self, slugs: list[str]) -> list[str]:
        wanted = list(dict.fromkeys(slugs))
        learner = self.context["request"].user
        here = set(Roadmap.objects.visible_to(learner).filter(slug__in=wanted).values_list("slug", flat=True))
        if gone := [slug for slug in wanted if slug not in here]:
            raise serializers.ValidationError(f"There is no roadmap called {gone[0]}.")
        return wanted


@extend_schema_view(
    get=extend_schema(
        summary="Your plan: roadmaps and hours a week",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: LearningPlanSerializer, 304: NOT_MODIFIED},
    ),
    put=extend_schema(summary="Answer anew", parameters=[IF_MATCH, ETAG]),
    patch=extend_schema(summary="Change one of the answers", parameters=[IF_MATCH, ETAG]),
)
class PlanView(OneOfTheCaller):
    """What the caller means to do. Today's next topics go by it."""

    queryset = Plan.objects.all()
    serializer_class = LearningPlanSerializer

    def perform_update(self, form: Any) -> None:
        form.save(answered=timezone.now())
