"""The application's settings, with one address more: a view that does nothing, behind all the same middleware."""

from roadmap.settings import *  # noqa: F403

ROOT_URLCONF = "bench.web.urls"
