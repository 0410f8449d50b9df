"""API tokens in a request's header."""

from django.contrib.auth.models import User
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

PREFIXES = {b"token", b"bearer"}


class HeaderToken(TokenAuthentication):  # type: ignore[misc]
    """`Authorization: Token ...`, and `Bearer ...`, which most clients send by themselves."""

    def authenticate(self, request: Request) -> tuple[User, AuthToken] | None:
        prefix, *rest = get_authorization_header(request).split() or [b""]
        if prefix.lower() not in PREFIXES:
            return None
        if len(rest) != 1:
            raise AuthenticationFailed("The Authorization header must be the word Token, a space, and the token.")
        try:
            rest[0].decode("ascii")
        except UnicodeDecodeError:
            raise AuthenticationFailed("This token is not valid.") from None
        user, token = self.authenticate_credentials(rest[0])
        return user, token


class HeaderTokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """Tells the OpenAPI page about the header."""

    target_class = HeaderToken  # type: ignore[assignment]
    name = "token"
