"""What the REST API says of roadmaps, topics and ticks, and what it takes."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from roadmap.api.filters import LONGEST_SEARCH
from roadmap.api.strict import Strict
from roadmap.path.markdown import plain
from roadmap.path.models import Tick, TopicKind, TopicLink
from roadmap.path.rows import Row
from roadmap.path.standing import Standing
from roadmap.path.tally import State, Tally

KEY_CHARACTERS = 120
STATES = [state.value for state in State]


class TallySerializer(serializers.Serializer[Tally]):
    """How many leaves are in each state; `leaves` is all but the skipped."""

    leaves = serializers.IntegerField()
    proven = serializers.IntegerField()
    claimed = serializers.IntegerField()
    under_way = serializers.IntegerField()
    not_begun = serializers.IntegerField()
    skipped = serializers.IntegerField()


class RoadmapLineSerializer(serializers.Serializer[Standing]):
    """A roadmap in a list."""

    slug = serializers.CharField(source="roadmap.slug")
    title = serializers.CharField(source="roadmap.title")
    opening = serializers.CharField(source="roadmap.opening", help_text="The first paragraph of its summary.")
    built_in = serializers.SerializerMethodField(help_text="Everyone's, not your own.")
    state = serializers.ChoiceField(STATES, source="tally.state")
    tally = TallySerializer()

    def get_built_in(self, standing: Standing) -> bool:
        return standing.roadmap.owner_id is None


class PhaseSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown.")
    state = serializers.ChoiceField(STATES)
    tally = TallySerializer()


class RoadmapSerializer(RoadmapLineSerializer):
    """A roadmap with its phases."""

    summary = serializers.CharField(source="roadmap.summary", help_text="Markdown.")
    phases = serializers.SerializerMethodField()

    @extend_schema_field(PhaseSerializer(many=True))
    def get_phases(self, standing: Standing) -> list[dict[str, Any]]:
        tallies = standing.progress.phases
        found = ((phase, tallies.get(phase.pk, Tally())) for phase in standing.edition.phases)
        return [
            PhaseSerializer(
                {"key": one.key, "title": one.title, "body": one.body, "state": tally.state, "tally": tally}
            ).data
            for one, tally in found
        ]


class PartSerializer(serializers.Serializer[Any]):
    """One thing that proves a topic. `met`: since when it is there; `here`: whether this installation has it."""

    kind = serializers.CharField()
    target = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    met = serializers.DateTimeField(allow_null=True)
    here = serializers.BooleanField()


class TopicLineSerializer(serializers.Serializer[Row]):
    """A topic in a list, and where you stand with it."""

    key = serializers.CharField(help_text="The concept: in two roadmaps the same key is proven once.")
    title = serializers.SerializerMethodField()
    phase = serializers.CharField(source="topic.phase.key")
    parent = serializers.SerializerMethodField(help_text="Key of the topic it stands under.")  # type: ignore[assignment]
    depth = serializers.IntegerField(source="topic.depth")
    kind = serializers.ChoiceField(TopicKind.choices, source="topic.kind")
    proofs = serializers.ListField(child=serializers.CharField(), source="topic.proofs")
    labs = serializers.SerializerMethodField(help_text="Slugs of the labs it names.")
    is_leaf = serializers.BooleanField(source="progress.is_leaf")
    state = serializers.ChoiceField(STATES, source="progress.state")
    tally = TallySerializer()
    proven_at = serializers.DateTimeField(source="progress.proven_at", allow_null=True)

    def get_title(self, row: Row) -> str:
        return plain(row.topic.title)

    def get_parent(self, row: Row) -> str | None:
        parent = row.topic.parent_id
        return self.context["page"].rows[parent].key if parent else None

    def get_labs(self, row: Row) -> list[str]:
        return [lab.slug for lab in row.labs]


class LinkSerializer(serializers.ModelSerializer[TopicLink]):
    class Meta:
        model = TopicLink
        fields = ("kind", "target")


class TopicSerializer(TopicLineSerializer):
    """A topic with all that proves it."""

    body = serializers.CharField(source="topic.body", help_text="Markdown.")
    parts = PartSerializer(many=True, source="progress.parts")
    links = LinkSerializer(many=True, source="topic.links.all")
    children = serializers.SerializerMethodField(help_text="Keys of the topics right under it.")

    def get_children(self, row: Row) -> list[str]:
        return [child.key for child in row.children]


class TopicQuery(serializers.Serializer[Any]):
    """How a roadmap's topics are narrowed down."""

    search = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_SEARCH, help_text="Words of title or text, all of them."
    )
    phase = serializers.CharField(required=False, allow_blank=True, max_length=KEY_CHARACTERS)
    lab = serializers.CharField(
        required=False, allow_blank=True, max_length=KEY_CHARACTERS, help_text="Slug of a lab it names."
    )
    state = serializers.ChoiceField(STATES, required=False)
    kind = serializers.ChoiceField(TopicKind.choices, required=False)
    leaves = serializers.BooleanField(required=False, allow_null=True, default=None, help_text="Only, or no, leaves.")

    def fits(self, row: Row) -> bool:
        asked: dict[str, Any] = self.validated_data
        held: dict[str, list[Any]] = {
            "phase": [row.topic.phase.key],
            "lab": [lab.slug for lab in row.labs],
            "state": [row.progress.state],
            "kind": [row.topic.kind],
        }
        text = f"{plain(row.topic.title)} {row.topic.body} {row.key}".casefold()
        return (
            all(not asked.get(name) or asked[name] in values for name, values in held.items())
            and asked["leaves"] in (None, row.progress.is_leaf)
            and all(word in text for word in asked.get("search", "").casefold().split())
        )


class ClaimSerializer(Strict, serializers.Serializer[Any]):
    """What may be said with a claim."""

    although_open = serializers.BooleanField(
        default=False, help_text="Claim a milestone though something it requires is open: this is meant."
    )


class TickSerializer(serializers.ModelSerializer[Tick]):
    """What you said of a concept."""

    key = serializers.CharField(source="concept.key")

    class Meta:
        model = Tick
        fields = ("key", "state", "at")
