"""API tokens in a request's header."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

PREFIXES = {b"token", b"bearer"}


class HeaderToken(TokenAuthentication):
    """`Authorization: Token ...`, and `Bearer ...`, which most clients send by themselves."""

    def authenticate(self, request: HttpRequest) -> tuple[User, AuthToken] | None:
        prefix, *rest = get_authorization_header(request).split() or [b""]
        if prefix.lower() not in PREFIXES:
            return None
        if len(rest) != 1:
            raise AuthenticationFailed("The Authorization header must be the word Token, a space, and the token.")
        try:
            rest[0].decode("ascii")
        except UnicodeDecodeError:
            raise AuthenticationFailed("This token is not valid.") from None
        answer: Any = self.authenticate_credentials(rest[0])
        return answer


class HeaderTokenScheme(KnoxTokenScheme):
    """Tells the OpenAPI page about the header."""

    target_class = HeaderToken
    name = "token"
