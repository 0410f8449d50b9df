"""Cards, their log, sittings and the plan as the API gives and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from roadmap.api.strict import Strict
from roadmap.notes.models import BODY_CHARACTERS
from roadmap.reviews.fading import is_fading
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan, Sitting
from runner.contract import MAX_SOURCE_BYTES, QUEUES


class ReviewSerializer(serializers.ModelSerializer[Review]):
    """One rating: 1 not from memory, 2 with effort, 3 well, 4 easily, as FSRS has them."""

    class Meta:
        model = Review
        fields = (
            *("id", "card", "rating", "origin", "at", "seconds", "submission", "text"),
            *("stability", "difficulty", "due", "undone"),
        )
        read_only_fields = fields


class CardLineSerializer(serializers.ModelSerializer[Card]):
    recall = serializers.FloatField(read_only=True, help_text="The predicted chance that it could be done again now.")
    fading = serializers.SerializerMethodField(help_text="Whether its review is so late that the proof fades.")
    concepts = serializers.ListField(child=serializers.CharField(), read_only=True, help_text="Keys of topics.")

    class Meta:
        model = Card
        fields: tuple[str, ...] = (
            *("id", "kind", "subject", "concepts", "due", "day", "reviewed"),
            *("stability", "difficulty", "recall", "fading"),
        )
        read_only_fields = fields

    def get_fading(self, card: Card) -> bool:
        plan = self.context.get("plan") or ReviewPlan.objects.of(card.learner)
        return is_fading(card, plan.retention)


class CardSerializer(CardLineSerializer):
    reviews = ReviewSerializer(many=True, read_only=True, help_text="Every rating, the latest first.")

    class Meta(CardLineSerializer.Meta):
        fields = (*CardLineSerializer.Meta.fields, "reviews")
        read_only_fields = fields


class SittingSerializer(serializers.ModelSerializer[Sitting]):
    submissions = serializers.SerializerMethodField(help_text="What was sent to the judge in it.")
    review = ReviewSerializer(read_only=True, allow_null=True, help_text="How it was rated; null until it is.")

    class Meta:
        model = Sitting
        fields = ("id", "card", "began", "ended", "draft", "explained", "submissions", "review")
        read_only_fields = fields

    def get_submissions(self, sitting: Sitting) -> list[int]:
        return list(sitting.attempts.values_list("submission", flat=True))


class KataSerializer(Strict, serializers.Serializer[Any]):
    source = serializers.CharField(trim_whitespace=False, max_length=MAX_SOURCE_BYTES)  # type: ignore[assignment]
    device = serializers.ChoiceField(choices=list(QUEUES), default="cpu")


class ExplanationSerializer(Strict, serializers.Serializer[Any]):
    text = serializers.CharField(trim_whitespace=False, max_length=BODY_CHARACTERS, help_text="Markdown.")

    def validate_text(self, text: str) -> str:
        if not text.strip():
            raise serializers.ValidationError("Write the explanation first.")
        return text


class RatingSerializer(Strict, serializers.Serializer[Any]):
    rating = serializers.ChoiceField(choices=Rating.choices)


class PlanSerializer(Strict, serializers.ModelSerializer[ReviewPlan]):
    class Meta:
        model = ReviewPlan
        fields = ("retention", "most_a_day")


class SpreadSerializer(Strict, serializers.Serializer[Any]):
    days = serializers.ListField(child=serializers.DateField(), help_text="The new day of each review that waited.")
