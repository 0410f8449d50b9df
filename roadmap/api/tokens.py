"""API tokens over REST: made, named, listed, revoked. A token's secret is told once, in the answer that makes it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from knox.models import AuthToken
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from roadmap.accounts.forms import LONGEST_DAYS
from roadmap.accounts.models import NAME_CHARACTERS, TokenName, make_token, name_of, tokens_of
from roadmap.api.conditional import ConditionalDestroy, ConditionalRetrieve, ConditionalUpdate
from roadmap.api.filters import Words
from roadmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from roadmap.api.strict import Strict

SHOWN_CHARACTERS = 8
DIGEST = OpenApiParameter("digest", {"type": "string", "pattern": "^[0-9a-f]{128}$"}, OpenApiParameter.PATH)


class TokenSerializer(Strict, serializers.Serializer[AuthToken]):
    """A token without its secret."""

    digest = serializers.CharField(read_only=True, help_text="Names the token; it opens nothing.")
    name = serializers.CharField(max_length=NAME_CHARACTERS, help_text="What it is for.")
    begins = serializers.SerializerMethodField(help_text="How the secret begins.")
    created = serializers.DateTimeField(read_only=True)
    ends = serializers.DateTimeField(read_only=True, source="expiry", allow_null=True)

    def get_begins(self, token: AuthToken) -> str:
        return str(token.token_key[:SHOWN_CHARACTERS])

    def to_representation(self, token: AuthToken) -> dict[str, Any]:
        token.name = name_of(token)
        return super().to_representation(token)

    def update(self, token: AuthToken, validated_data: dict[str, Any]) -> AuthToken:
        if "name" in validated_data:
            TokenName.objects.call(token, validated_data["name"])
        return token


class NewTokenSerializer(TokenSerializer):
    """A token just made: `token` is its secret, told this once."""

    token = serializers.CharField(read_only=True)
    days = serializers.IntegerField(
        write_only=True,
        required=False,
        min_value=1,
        max_value=LONGEST_DAYS,
        help_text="Until it ends; without it, it holds until it is revoked.",
    )

    def create(self, validated_data: dict[str, Any]) -> AuthToken:
        made, secret = make_token(self.context["request"].user, **validated_data)
        made.token = secret
        return made


class TokenFilter(filters.FilterSet):  # type: ignore[misc]
    search = Words(["naming__name"], help_text="Words of its name, all of them.")

    class Meta:
        model = AuthToken
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Your tokens, newest first"),
    retrieve=extend_schema(
        summary="Read what is known of a token",
        parameters=[DIGEST, IF_NONE_MATCH, ETAG],
        responses={200: TokenSerializer, 304: NOT_MODIFIED},
    ),
    partial_update=extend_schema(summary="Give a token another name", parameters=[DIGEST, IF_MATCH, ETAG]),
    destroy=extend_schema(summary="Revoke a token", parameters=[DIGEST, IF_MATCH]),
)
class TokenViewSet(
    ConditionalRetrieve,
    ConditionalUpdate,
    ConditionalDestroy,
    mixins.ListModelMixin,
    viewsets.GenericViewSet[AuthToken],
):
    queryset = AuthToken.objects.none()
    serializer_class = TokenSerializer
    filterset_class = TokenFilter
    ordering_fields = ("created",)
    ordering = ["-created"]
    lookup_field = "digest"
    lookup_value_regex = "[0-9a-f]{128}"
    http_method_names = ["get", "head", "options", "post", "patch", "delete"]

    def get_queryset(self) -> QuerySet[AuthToken]:
        return tokens_of(cast(User, self.request.user))

    @extend_schema(summary="Make a token", request=NewTokenSerializer, responses={201: NewTokenSerializer})
    def create(self, request: Request) -> Response:
        """The secret is in this answer and nowhere else; so no answer to an Idempotency-Key is kept here."""
        form = NewTokenSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        form.save()
        return Response(form.data, status=status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    def perform_update(self, form: Any) -> AuthToken:
        form.save()
        token: AuthToken = self.get_object()
        return token
