from typing import Any

from django.contrib.auth.models import User

from roadmap.accounts.models import make_token
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    token, _ = make_token(learner, f"Token {SECRET}")
    return {"/account/tokens/": {"digest": token.digest}, "/api/tokens/": {"digest": token.digest}}
