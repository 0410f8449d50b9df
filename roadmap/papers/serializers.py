"""Papers, reproductions, claims, values and the queue as the API tells and takes them."""

from __future__ import annotations

from math import isfinite
from typing import Any

from rest_framework import serializers

from roadmap.api.strict import Strict
from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.models import Mark, Preprint
from roadmap.papers.identifiers import UnreadIdentifier, identify, year_of
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction
from roadmap.papers.verdicts import Verdict

NOT_FINITE = "This has to be a finite number, such as 76.4. A run that diverged belongs under deviations."


class Number(serializers.FloatField):
    """A finite number: infinities and NaN have no mean."""

    def to_internal_value(self, data: Any) -> float:
        try:
            value = super().to_internal_value(data)
        except OverflowError:
            raise serializers.ValidationError(NOT_FINITE) from None
        if not isfinite(value):
            raise serializers.ValidationError(NOT_FINITE)
        return value


class Own(serializers.PrimaryKeyRelatedField[Any]):
    """One of the caller's rows."""

    def get_queryset(self) -> Any:
        request = self.context.get("request")
        rows: Any = super().get_queryset()
        return rows.of(request.user) if request and request.user.is_authenticated else rows.none()


def verdict_field() -> serializers.ChoiceField:
    return serializers.ChoiceField(
        choices=[one.value for one in Verdict], read_only=True, help_text="Computed from the values by seed."
    )


class PaperSerializer(Strict, serializers.ModelSerializer[Paper]):
    title = serializers.CharField(max_length=500, required=False, help_text="May be left out where there is an id.")
    arxiv_id = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="With or without version, or its address."
    )
    doi = serializers.CharField(max_length=300, required=False, allow_blank=True, help_text="Bare, or its address.")

    class Meta:
        model = Paper
        fields = (
            *("id", "uuid", "key", "arxiv_id", "doi", "title", "authors", "venue", "year", "abstract", "url"),
            *("bibtex", "created", "updated"),
        )
        read_only_fields = ("uuid", "key", "created", "updated")

    def validate_arxiv_id(self, text: str) -> str:
        return self._read(text, "arxiv_id", "an arXiv id, such as 1706.03762")

    def validate_doi(self, text: str) -> str:
        return self._read(text, "doi", "a DOI, such as 10.1038/nature14539")

    def _read(self, text: str, name: str, kind: str) -> str:
        if not text.strip():
            return ""
        try:
            found: str = getattr(identify(text), name)
        except UnreadIdentifier as unread:
            raise serializers.ValidationError(f"This is not {kind}.") from unread
        if not found:
            raise serializers.ValidationError(f"This is not {kind}.")
        return found

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        present = {name: attrs.get(name, getattr(self.instance, name, "")) for name in ("arxiv_id", "doi", "title")}
        if not any(present.values()):
            raise serializers.ValidationError({"title": ["Give the paper a title, an arXiv id or a DOI."]})
        names = [present[name] for name in ("arxiv_id", "doi") if present[name]]
        own: Any = getattr(self.instance, "pk", None)
        others = Paper.objects.of(self.context["request"].user).exclude(pk=own)
        if names and (twin := others.known_as(names).first()):
            raise serializers.ValidationError(
                {"arxiv_id": [f"You already have this paper: “{twin.title}”, {twin.pk}."]}
            )
        if not present["title"]:
            attrs["title"] = f"arXiv:{present['arxiv_id']}" if present["arxiv_id"] else f"doi:{present['doi']}"
        if self.instance is None and not attrs.get("year"):
            attrs["year"] = year_of(present["arxiv_id"])
        return attrs


class ValueSerializer(Strict, serializers.ModelSerializer[ClaimRun]):
    claim = Own(queryset=Claim.objects.all())
    value = Number(min_value=-1e100, max_value=1e100)

    class Meta:
        model = ClaimRun
        fields = ("id", "claim", "seed", "value", "created")
        read_only_fields = ("created",)
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        claim = attrs.get("claim", getattr(self.instance, "claim", None))
        seed: Any = attrs.get("seed", getattr(self.instance, "seed", None))
        own: Any = getattr(self.instance, "pk", None)
        twins = ClaimRun.objects.filter(claim=claim, seed=seed).exclude(pk=own)
        if twin := twins.first():
            sentence = f"Seed {seed} already has the value {twin.value:g}, which was kept. Change that one: {twin.pk}."
            raise serializers.ValidationError({"seed": [sentence]})
        return attrs


class PaperClaimSerializer(Strict, serializers.ModelSerializer[Claim]):
    reproduction = Own(queryset=Reproduction.objects.all())
    reported = Number(min_value=-1e100, max_value=1e100)
    tolerance = Number(min_value=0, max_value=1e100)
    values = ValueSerializer(source="runs", many=True, read_only=True)
    seeds = serializers.IntegerField(source="result.seeds", read_only=True)
    mean = serializers.FloatField(source="result.mean", read_only=True, allow_null=True)
    low = serializers.FloatField(
        source="result.low", read_only=True, allow_null=True, help_text="Of the 95 % interval."
    )
    high = serializers.FloatField(source="result.high", read_only=True, allow_null=True)
    verdict = serializers.ChoiceField(
        choices=[one.value for one in Verdict], source="result.verdict", read_only=True, help_text="Computed."
    )

    class Meta:
        model = Claim
        fields = (
            *("id", "uuid", "reproduction", "metric", "data_set", "place", "reported", "tolerance", "tolerance_kind"),
            *("better", "reads", "seeds", "mean", "low", "high", "verdict", "values"),
        )
        read_only_fields = ("uuid",)


class ReproductionLineSerializer(Strict, serializers.ModelSerializer[Reproduction]):
    """Without its claims, as in a list."""

    paper = Own(queryset=Paper.objects.all())
    month = serializers.DateField(help_text="Any day of the month it belongs to; its first is kept.")
    compute_hours = Number(min_value=0, max_value=1e7, required=False, allow_null=True, help_text="Of one device.")
    verdict = verdict_field()

    class Meta:
        model = Reproduction
        fields: tuple[str, ...] = (
            *("id", "uuid", "paper", "status", "month", "scope", "plan", "code_url", "commit", "environment"),
            *("hardware", "compute_hours", "deviations", "easy", "hard", "contact", "verdict", "created", "updated"),
        )
        read_only_fields = ("uuid", "created", "updated")


class ReproductionSerializer(ReproductionLineSerializer):
    claims = PaperClaimSerializer(many=True, read_only=True)

    class Meta(ReproductionLineSerializer.Meta):
        fields = (*ReproductionLineSerializer.Meta.fields, "claims")


class QueueSerializer(Strict, serializers.Serializer[Any]):
    """An entry of arXiv and what the caller made of it. Only the mark can be changed."""

    id = serializers.IntegerField(source="pk", read_only=True)
    arxiv_id = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    title = serializers.CharField(read_only=True)
    authors = serializers.ListField(child=serializers.CharField(), source="author_list", read_only=True)
    abstract = serializers.CharField(read_only=True)
    categories = serializers.ListField(child=serializers.CharField(), source="category_list", read_only=True)
    announced = serializers.DateTimeField(read_only=True)
    starred = serializers.BooleanField(required=False)
    dismissed = serializers.BooleanField(required=False)
    tags = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=10)
    paper = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="Its number in the log, once it is there."
    )

    def to_representation(self, instance: Any) -> dict[str, Any]:
        mark = next(iter(instance.mine), None) or Mark(entry=instance)
        facts = {"starred": mark.starred, "dismissed": mark.dismissed, "tags": mark.tag_list, "paper": mark.paper_id}
        for name, value in facts.items():
            setattr(instance, name, value)
        return super().to_representation(instance)

    def update(self, instance: Preprint, validated_data: dict[str, Any]) -> Preprint:
        mark = marking.mark_of(self.context["request"].user, instance)
        if "tags" in validated_data:
            marking.tag(mark, ", ".join(validated_data["tags"]))
        if "dismissed" in validated_data:
            marking.dismiss(mark, validated_data["dismissed"])
        if "starred" in validated_data:
            marking.star(mark, validated_data["starred"])
        return instance
