"""Time, rest, projects, entries and routines as the API gives and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from labs.markdown import Target
from roadmap.api.strict import Strict
from roadmap.habits.forms import is_known
from roadmap.habits.ladders import BY_KEY
from roadmap.habits.models import MINUTES_A_DAY, About, Entry, Minutes, RestDay, Routine, Rung, Timer
from roadmap.habits.resting import WEEKS_AHEAD, NoRest, plan_rest


class SubjectSerializer(Strict, serializers.Serializer[Any]):
    """A lab by its slug or a topic by its key, one that there is."""

    kind = serializers.ChoiceField(choices=About.choices)
    subject = serializers.CharField(max_length=200, help_text="The slug of a lab, the key of a topic.")

    def validate(self, typed: dict[str, Any]) -> dict[str, Any]:
        before = self.instance
        kind = typed.get("kind", getattr(before, "kind", ""))
        subject = typed.get("subject", getattr(before, "subject", ""))
        kept = before is not None and (kind, subject) == (before.kind, before.subject)
        if not kept and not is_known(Target(kind, subject), self.context["request"].user):
            raise serializers.ValidationError({"subject": [f"There is no {kind} called “{subject[:60]}” here."]})
        return typed


class MinutesSerializer(SubjectSerializer, serializers.ModelSerializer[Minutes]):
    class Meta:
        model = Minutes
        fields = ("id", "kind", "subject", "day", "minutes", "remark", "timed", "created")
        read_only_fields = ("timed", "created")


class TimerSerializer(SubjectSerializer, serializers.ModelSerializer[Timer]):
    minutes = serializers.IntegerField(read_only=True, help_text="So far.")
    forgotten = serializers.BooleanField(
        source="is_forgotten", read_only=True, help_text="It ran so long that stopping it needs `minutes`."
    )

    class Meta:
        model = Timer
        fields = ("kind", "subject", "began", "minutes", "forgotten")
        read_only_fields = ("began",)


class StopSerializer(Strict, serializers.Serializer[Any]):
    minutes = serializers.IntegerField(
        min_value=0, max_value=MINUTES_A_DAY, required=False, help_text="Of work, where that is not what it measured."
    )


class RestDaySerializer(Strict, serializers.ModelSerializer[RestDay]):
    weeks = serializers.IntegerField(
        min_value=1,
        max_value=WEEKS_AHEAD,
        default=1,
        write_only=True,
        help_text="The same day of so many weeks; weeks that have their rest already are left out.",
    )

    class Meta:
        model = RestDay
        fields = ("id", "day", "weeks", "planned")
        read_only_fields = ("planned",)

    def create(self, validated_data: dict[str, Any]) -> RestDay:
        learner = self.context["request"].user
        try:
            days = plan_rest(learner, validated_data["day"], validated_data["weeks"])
        except NoRest as refused:
            raise serializers.ValidationError({"day": [str(refused)]}) from refused
        return RestDay.objects.of(learner).get(day=days[0])


class RungSerializer(Strict, serializers.ModelSerializer[Rung]):
    class Meta:
        model = Rung
        fields = ("id", "ladder", "key", "title", "link", "learned", "begun", "done", "created")
        read_only_fields = ("created",)
        extra_kwargs = {
            "ladder": {"help_text": "images, language or generation."},
            "key": {"help_text": "A rung of the ladder, or a name of your own."},
            "title": {"help_text": "Of a rung of your own; the others have theirs."},
        }

    def validate(self, typed: dict[str, Any]) -> dict[str, Any]:
        told = {name: typed.get(name, getattr(self.instance, name, None)) for name in self.Meta.fields}
        if told["ladder"] not in BY_KEY:
            raise serializers.ValidationError({"ladder": [f"Choose one of {', '.join(BY_KEY)}."]})
        if told["begun"] and told["done"] and told["done"] < told["begun"]:
            raise serializers.ValidationError({"done": ["It was done before it was begun."]})
        if not told["title"] and told["key"] not in {step.key for step in BY_KEY[told["ladder"]].steps}:
            raise serializers.ValidationError({"title": ["A rung of your own needs a title."]})
        there = Rung.objects.of(self.context["request"].user).filter(ladder=told["ladder"], key=told["key"]).first()
        if there and there != self.instance:
            raise serializers.ValidationError({"key": ["There is a row of this rung already: change that."]})
        return typed


class EntrySerializer(Strict, serializers.ModelSerializer[Entry]):
    class Meta:
        model = Entry
        fields = ("id", "kind", "title", "day", "link", "rank", "entrants", "score", "learned", "created", "updated")
        read_only_fields = ("created", "updated")

    def validate(self, typed: dict[str, Any]) -> dict[str, Any]:
        rank = typed.get("rank", getattr(self.instance, "rank", None))
        entrants = typed.get("entrants", getattr(self.instance, "entrants", None))
        if rank and entrants and rank > entrants:
            raise serializers.ValidationError({"rank": [f"Rank {rank} of {entrants} cannot be."]})
        return typed


class RoutineSerializer(Strict, serializers.ModelSerializer[Routine]):
    done = serializers.SerializerMethodField(help_text="The days on which it was done, the latest first.")

    class Meta:
        model = Routine
        fields = ("id", "title", "every", "link", "done", "created")
        read_only_fields = ("created",)

    def get_done(self, routine: Routine) -> list[str]:
        return [row.day.isoformat() for row in routine.done.all()]

    def validate_title(self, title: str) -> str:
        there = Routine.objects.of(self.context["request"].user).filter(title=title).first()
        if there and there != self.instance:
            raise serializers.ValidationError("There is a routine of that name already.")
        return title
