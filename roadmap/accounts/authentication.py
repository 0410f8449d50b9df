"""API tokens in a request's header."""

from hmac import compare_digest

from django.contrib.auth.models import User
from django.utils import timezone
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from knox.settings import CONSTANTS
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from roadmap.accounts.models import good_tokens

PREFIXES = {b"token", b"bearer"}
NOT_VALID = "This token is not valid."


class HeaderToken(TokenAuthentication):  # type: ignore[misc]
    """`Authorization: Token ...`, and `Bearer ...`, which most clients send by themselves."""

    def authenticate(self, request: Request) -> tuple[User, AuthToken] | None:
        prefix, *rest = get_authorization_header(request).split() or [b""]
        if prefix.lower() not in PREFIXES:
            return None
        if len(rest) != 1:
            raise AuthenticationFailed("The Authorization header must be the word Token, a space, and the token.")
        try:
            said = rest[0].decode("ascii")
        except UnicodeDecodeError:
            raise AuthenticationFailed(NOT_VALID) from None
        token = token_called(said)
        if token is None:
            raise AuthenticationFailed(NOT_VALID)
        user, _ = self.validate_user(token)
        return user, token


def token_called(said: str) -> AuthToken | None:
    """The token whose secret this is, if it still holds.

    Knox looks at all tokens of the learner meanwhile, to delete those that have ended: that is done where one is made.
    """
    digest = hash_token(said)
    found = good_tokens(said[: CONSTANTS.TOKEN_KEY_LENGTH], timezone.now())
    return next((token for token in found if compare_digest(digest, token.digest)), None)


class HeaderTokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """Tells the OpenAPI page about the header."""

    target_class = HeaderToken  # type: ignore[assignment]
    name = "token"
