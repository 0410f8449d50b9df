"""The request a lab's page gets: behind the sign-in middleware the user is never anonymous."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class LearnerRequest(HttpRequest):
    user: User
    htmx: HtmxDetails
