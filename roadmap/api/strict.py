"""JSON has types: a number is no text, and a text no number, however alike they look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.datastructures import MultiValueDict
from rest_framework import serializers

if TYPE_CHECKING:
    Base = serializers.Serializer[Any]
else:
    Base = object

NOT_TEXT = "This is no text. Send it in quotes."
NOT_A_NUMBER = "This is no number. Send it without quotes."
NOT_TRUE_OR_FALSE = "Send true or false, without quotes."


class Strict(Base):
    """For serializers, first among the bases: refuses in JSON what REST framework would read as another type.

    A form knows texts only, so there it is read as ever.
    """

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and not isinstance(data, MultiValueDict):
            typed = {name: mistyped(field, data[name]) for name, field in self.fields.items() if name in data}
            if wrong := {name: [sentence] for name, sentence in typed.items() if sentence}:
                raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)


def mistyped(field: serializers.Field[Any, Any, Any, Any], value: Any) -> str:
    """The sentence that refuses `value` in `field`; empty where its type is right, or REST framework will say so."""
    if field.read_only or value is None:
        return ""
    match field:
        case serializers.CharField() if isinstance(value, int | float):
            return NOT_TEXT
        case serializers.IntegerField() | serializers.FloatField() if isinstance(value, str | bool):
            return NOT_A_NUMBER
        case serializers.BooleanField() if not isinstance(value, bool):
            return NOT_TRUE_OR_FALSE
        case serializers.ListField() if isinstance(value, list):
            return next((said for one in value if (said := mistyped(field.child, one))), "")
        case serializers.DictField() if isinstance(value, dict):
            return next((said for one in value.values() if (said := mistyped(field.child, one))), "")
    return ""
