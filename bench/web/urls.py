"""Every address of the application, and the empty view that its pages are compared with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.web.pages import EMPTY
from roadmap.urls import urlpatterns as served


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path(EMPTY.lstrip("/"), empty), *served]
