"""Who may see a page: the local owner without asking, everyone else after signing in.

Both look at the view's `login_required` mark, so public pages (sign-in, healthz) and the REST API, which
guards itself, are left alone.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.contrib.auth.middleware import LoginRequiredMiddleware, get_user
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from roadmap.accounts.owner import local_owner

LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]"}
PROXY_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def comes_from_this_machine(request: HttpRequest) -> bool:
    """True for a request made straight to a loopback address from a loopback address.

    A proxy on this machine also connects from loopback, and a hostile page can rebind its own name to
    127.0.0.1: so a proxy's header, or a Host that is no loopback name, rules it out.
    """
    try:
        from_loopback = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    name, _ = split_domain_port(request.get_host())
    return from_loopback and name in LOOPBACK_NAMES and not any(header in request.headers for header in PROXY_HEADERS)


class LocalOwnerMiddleware(MiddlewareMixin):
    """Signs the owner in on their own machine, where settings.LOCAL_OWNER allows it."""

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        if not settings.LOCAL_OWNER or not getattr(view, "login_required", True):
            return
        if not request.user.is_authenticated and comes_from_this_machine(request):
            login(request, local_owner())


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sends the anonymous to the sign-in page, and brings them back to where they were."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None and isinstance(request.user, SimpleLazyObject) and request.user.is_authenticated:
            # Who asks is known: each query for their rows would look through the lazy object a dozen times.
            request.user = get_user(request)
        return answer

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect | HttpResponseClientRedirect:
        htmx = getattr(request, "htmx", None)
        if not htmx:
            return super().handle_no_permission(request, view_func)
        # htmx would swap the sign-in page into the fragment's place; the header makes it go there instead.
        back = QueryDict(mutable=True)
        back[REDIRECT_FIELD_NAME] = htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(f"{resolve_url(self.get_login_url(view_func))}?{back.urlencode(safe='/')}")
