"""The account page: who is signed in, and the API tokens."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from knox.models import AuthToken

from roadmap.accounts.middleware import comes_from_this_machine


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        here = settings.LOCAL_OWNER and comes_from_this_machine(self.request)
        return super().get_context_data(**context, owner_is_here=here)


@never_cache
def account(request: HttpRequest) -> HttpResponse:
    return _page(request)


@never_cache
@require_POST
def create_token(request: HttpRequest) -> HttpResponse:
    """Answers with the page itself: the token is kept only as a digest, so it can be shown this once."""
    assert isinstance(request.user, User)
    _, token = AuthToken.objects.create(request.user)
    return _page(request, token)


@require_POST
def revoke_token(request: HttpRequest, digest: str) -> HttpResponse:
    get_object_or_404(AuthToken, user=request.user, digest=digest).delete()
    messages.success(request, "The token was revoked. Whatever used it has to be given a new one.")
    return redirect("account")


def _page(request: HttpRequest, new_token: str = "") -> HttpResponse:
    tokens = AuthToken.objects.filter(user=request.user).order_by("-created")
    return render(request, "accounts/account.html", {"tokens": tokens, "new_token": new_token})
