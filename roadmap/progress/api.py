"""What now, over REST: what is judged, due and next, as the page Today tells it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from labs.serializers import SubmissionLineSerializer
from roadmap.papers.models import Reproduction
from roadmap.path.markdown import plain
from roadmap.progress.today import Begun, Due, Planned, Today
from roadmap.reviews.models import Kind

FIRST = ("reviews", "judged", "begun", "step", "otherwise", "paper", "")
WHEN = ("today", "this week", "later", "")


class NextSerializer(serializers.Serializer[Planned]):
    """A topic to take next, and its lab."""

    roadmap = serializers.CharField(source="course.roadmap.slug")
    topic = serializers.CharField(source="topic.concept.key")
    title = serializers.SerializerMethodField()
    lab = serializers.CharField(source="lab.slug")
    minutes = serializers.IntegerField(source="lab.minutes")
    when = serializers.ChoiceField(WHEN, help_text="What of your hours it fits into; empty where you planned none.")
    builds_on = serializers.SerializerMethodField(help_text="Slugs of labs that should come first and are open.")

    def get_title(self, found: Planned) -> str:
        return plain(found.topic.title)

    def get_builds_on(self, found: Planned) -> list[str]:
        return [lab.slug for lab in found.step.builds_on]


class BegunSerializer(serializers.Serializer[Begun]):
    """A lab under way."""

    lab = serializers.CharField(source="lab.slug")
    title = serializers.CharField(source="lab.title")
    attempts = serializers.IntegerField()
    last = serializers.DateTimeField()
    drafted = serializers.BooleanField(help_text="Whether the editor holds code that was not sent.")


class WeekSerializer(serializers.Serializer[Any]):
    """Minutes of this week: planned, spent, and what of the rest is for today."""

    planned = serializers.IntegerField()
    spent = serializers.IntegerField()
    left = serializers.IntegerField()
    for_today = serializers.IntegerField()


class PaperOfMonthSerializer(serializers.Serializer[Any]):
    """A reproduction of this month."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField(source="paper.title")
    status = serializers.ChoiceField(Reproduction.Status.choices)


class DueSerializer(serializers.Serializer[Due]):
    """A milestone whose day is near or past; `missing` counts what it still needs."""

    roadmap = serializers.CharField(source="course.roadmap.slug")
    topic = serializers.CharField(source="topic.concept.key")
    title = serializers.SerializerMethodField()
    day = serializers.DateField()
    overdue = serializers.BooleanField()
    missing = serializers.IntegerField()

    def get_title(self, due: Due) -> str:
        return plain(due.topic.title)


class DueReviewSerializer(serializers.Serializer[Any]):
    """A review of today's share."""

    card = serializers.IntegerField(source="card.pk")
    kind = serializers.ChoiceField(Kind.choices, source="card.kind")
    subject = serializers.CharField(source="card.subject")
    title = serializers.CharField(source="link.title")
    minutes = serializers.IntegerField(allow_null=True)
    recall = serializers.FloatField(source="card.recall", help_text="The chance that it could be done again now.")
    fading = serializers.BooleanField()


class ReviewsSerializer(serializers.Serializer[Any]):
    today = DueReviewSerializer(many=True)
    waiting = serializers.SerializerMethodField(help_text="How many are due beyond today's share.")
    done = serializers.IntegerField(help_text="How many were done today.")
    resting = serializers.BooleanField(help_text="A planned day of rest.")

    def get_waiting(self, queue: Any) -> int:
        return len(queue.waiting)


class TodaySerializer(serializers.Serializer[Any]):
    """In the order of urgency; `first` says which of it is the one thing to do now."""

    day = serializers.DateField()
    first = serializers.ChoiceField(FIRST, help_text="Empty where all is done.")
    reviews = ReviewsSerializer()
    judged = SubmissionLineSerializer(many=True, help_text="What waits or runs.")
    under_way = BegunSerializer(many=True, source="begun")
    next = NextSerializer(allow_null=True)
    steps = NextSerializer(many=True, help_text="The next topics, that of `next` first.")
    papers = PaperOfMonthSerializer(many=True, help_text="This month's.")
    milestones = DueSerializer(many=True, source="due")
    week = WeekSerializer(allow_null=True, help_text="Null where you planned no hours: see /api/plan/.")


class TodayView(APIView):
    @extend_schema(summary="What is judged, due and next", responses=TodaySerializer)
    def get(self, request: Request) -> Response:
        shown = Today.of(cast(User, request.user))
        names = ("first", "reviews", "begun", "steps", "papers", "due", "week")
        told = {
            "day": timezone.localdate(),
            "judged": [one.submission for one in shown.judged],
            "next": shown.steps[0] if shown.steps else None,
            **{name: getattr(shown, name) for name in names},
        }
        return Response(TodaySerializer(told).data)
