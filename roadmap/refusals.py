"""A page instead of the empty answer where an address is followed that only a button of some page may ask."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin


class NotAllowedMiddleware(MiddlewareMixin):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = render(request, "405.html", {"method": request.method}, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page
