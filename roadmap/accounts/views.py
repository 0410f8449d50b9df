"""The account page: who is signed in, and the API tokens."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from knox.models import AuthToken

from roadmap.accounts.forms import TokenForm
from roadmap.accounts.middleware import comes_from_this_machine
from roadmap.accounts.models import make_token, name_of, tokens_of


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        here = settings.LOCAL_OWNER and comes_from_this_machine(self.request)
        return super().get_context_data(**context, owner_is_here=here)


class SignOut(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        messages.success(request, "You are signed out. What you did here is kept.")
        return answer


@never_cache
def account(request: HttpRequest) -> HttpResponse:
    return _page(request)


@never_cache
@require_POST
def create_token(request: HttpRequest) -> HttpResponse:
    """Answers with the page itself: the token is kept only as a digest, so it can be shown this once."""
    assert isinstance(request.user, User)
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    _, token = make_token(request.user, **form.cleaned_data)
    return _page(request, token)


@require_POST
def revoke_token(request: HttpRequest, digest: str) -> HttpResponse:
    get_object_or_404(AuthToken, user=request.user, digest=digest).delete()
    messages.success(request, "The token was revoked. Whatever used it has to be given a new one.")
    return redirect("account")


def _page(request: HttpRequest, new_token: str = "", form: TokenForm | None = None, status: int = 200) -> HttpResponse:
    assert isinstance(request.user, User)
    rows = [(token, name_of(token)) for token in tokens_of(request.user)]
    context = {"tokens": rows, "new_token": new_token, "form": form or TokenForm()}
    return render(request, "accounts/account.html", context, status=status)
