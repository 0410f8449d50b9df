"""What holds for every answer under /api/, even where no view of REST framework was reached."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from roadmap.api import problems
from roadmap.api.throttles import Budget, address_of, spend

PREFIX = "/api/"


class ApiMiddleware(MiddlewareMixin):
    """Problem details instead of pages, the request budget in each answer, nothing kept by shared caches."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return response
        budget = self._budget(request)
        if budget and not budget.is_kept and response.status_code != 429:
            response = problems.plain(request, 429, "throttled", f"Too many requests. Ask again in {budget.reset} s.")
        elif response.status_code >= 400 and not is_told_to_programs(response) and not settings.DEBUG:
            response = in_its_place(request, response)
        for name, value in (budget.headers if budget else {}).items():
            response.headers[name] = value
        if budget and response.status_code == 429:
            response.headers["Retry-After"] = str(budget.reset)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    def _budget(self, request: HttpRequest) -> Budget | None:
        """What the view counted; a request that reached none, or was not let in, counts for its address."""
        if hasattr(request, "api_budget"):
            counted: Budget | None = request.api_budget
            return counted
        return spend(address_of(request))


def is_told_to_programs(response: HttpResponseBase) -> bool:
    return "json" in response.headers.get("Content-Type", "")


def in_its_place(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    problem = problems.plain(request, response.status_code)
    for name in ("Allow", "WWW-Authenticate", "Retry-After"):
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    return problem


class CompressionMiddleware(GZipMiddleware):
    """Leaves an answer of the API that has an ETag as it is: compressing makes the tag weak, and If-Match refuses
    a weak tag."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(PREFIX) and "ETag" in response.headers:
            return response
        return super().process_response(request, response)
