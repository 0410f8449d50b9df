"""The OpenAPI page is true: whatever schemathesis makes of it, the real app answers as the page says.

Each request finds the same rows and leaves none behind. It runs in this process, without a network. Usually a sample
is asked, so that it takes a minute; GRADUS_API_EXAMPLES=50 asks everything that schemathesis thinks of, and 50 examples
drawn at random of each operation besides.
"""

import os
from collections import Counter

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, settings
from knox.models import AuthToken
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from tests.conftest import learner
from tests.every_row import named_at, rows_of

EXAMPLES = int(os.environ.get("GRADUS_API_EXAMPLES", "5"))
ONE_IN = 1 if "GRADUS_API_EXAMPLES" in os.environ else 6
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "429"]
CONFIG = {
    "generation": {"deterministic": True, "no-shrink": True, "database": "none"},
    "phases": {"coverage": {"unexpected-methods": ["PUT", "TRACE"]}},
    "checks": {
        # A precondition is tried before the body is read.
        "negative_data_rejection": {"expected-statuses": REFUSALS},
        # A well-formed request may name a lab that there is not, or a roadmap that is no Markdown.
        "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", *REFUSALS]},
    },
}
# What a row that is there must hold to, whatever else is sent.
OF_A_ROW = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


def described():
    raw = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(raw)
    schema = schemathesis.openapi.from_dict(raw, config=SchemathesisConfig.from_dict(CONFIG))
    schema.app = get_wsgi_application()
    return schema


schema = described()


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, redis_server):
    """The rows of a learner, made once, with the token that opens them."""
    with django_db_blocker.unblock(), transaction.atomic():
        owner = learner("owner")
        yield rows_of(owner), AuthToken.objects.create(owner)[1], Counter()
        transaction.set_rollback(True)


@pytest.mark.django_db
@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_operation_answers_as_it_is_described(case, house):
    rows, token, asked = house
    asked[case.operation.label] += 1
    if asked[case.operation.label] % ONE_IN:
        return
    sent = {"Authorization": f"Token {token}", "Accept-Encoding": "identity"}
    with transaction.atomic():
        case.call_and_validate(headers=sent)
        transaction.set_rollback(True)
    if not case.path_parameters or case.meta.generation.mode is GenerationMode.NEGATIVE:
        return
    known = named_at(case.path, rows)
    case.path_parameters = {name: known.get(name, known.get("pk")) for name in case.path_parameters}
    with transaction.atomic():
        case.call_and_validate(headers=sent, checks=OF_A_ROW)
        transaction.set_rollback(True)
