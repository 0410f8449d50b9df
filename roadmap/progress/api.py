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
from roadmap.path.markdown import plain
from roadmap.path.standing import standings
from roadmap.progress.today import Due, Next, milestones_due, next_topic, passed_labs, unsettled
from roadmap.reviews.models import Kind
from roadmap.reviews.queue import looked_up


class NextSerializer(serializers.Serializer[Next]):
    """The topic to take next, and its lab."""

    roadmap = serializers.CharField(source="course.roadmap.slug")
    topic = serializers.CharField(source="topic.concept.key")
    title = serializers.SerializerMethodField()
    lab = serializers.CharField(source="lab.slug")
    minutes = serializers.IntegerField(source="lab.minutes")

    def get_title(self, found: Next) -> str:
        return plain(found.topic.title)


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
    day = serializers.DateField()
    judged = SubmissionLineSerializer(many=True, help_text="What waits or runs.")
    reviews = ReviewsSerializer()
    milestones = DueSerializer(many=True)
    next = NextSerializer(allow_null=True)


class TodayView(APIView):
    @extend_schema(summary="What is judged, due and next", responses=TodaySerializer)
    def get(self, request: Request) -> Response:
        learner = cast(User, request.user)
        courses = standings(learner)
        told = {
            "day": timezone.localdate(),
            "judged": [one.submission for one in unsettled(learner)],
            "reviews": looked_up(learner),
            "milestones": milestones_due(learner, courses),
            "next": next_topic(courses, passed_labs(learner)),
        }
        return Response(TodaySerializer(told).data)
