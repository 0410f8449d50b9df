"""Django settings. The only place on the web side that reads the environment."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import get_random_string

from roadmap.serve.address import redis_url

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def kept_secret(path: Path) -> str:
    """The installation's secret key, made once and kept readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_string(64))
    return path.read_text()


DATA_DIR = Path(env.str("GRADUS_DATA", default=str(BASE_DIR / "var"))).resolve()
DEBUG = env.bool("GRADUS_DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.list("GRADUS_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("GRADUS_ORIGINS", default=[])
# On a learner's own machine the owner is signed in when the request comes from loopback.
LOCAL_OWNER = env.bool("GRADUS_LOCAL_OWNER", default=False)
OWNER_NAME = "owner"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_ace",
    "django_filters",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "csp",
    "labs",
    "roadmap.accounts",
    "roadmap.api",
    "roadmap.path",
    "roadmap.plan",
    "roadmap.progress",
    "roadmap.tour",
    "roadmap.papers",
    "roadmap.papers.arxiv",
    "roadmap.notes",
    "roadmap.vault",
    "roadmap.proofs",
    "roadmap.habits",
    "roadmap.reviews",
    "roadmap.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before all that answers by itself: the policy stands on every answer
    "roadmap.static_files.StaticFilesMiddleware",
    "roadmap.api.middleware.CompressionMiddleware",
    "roadmap.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "roadmap.accounts.middleware.LocalOwnerMiddleware",
    "roadmap.accounts.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "roadmap.refusals.NotAllowedMiddleware",
]

ROOT_URLCONF = "roadmap.urls"
ASGI_APPLICATION = "roadmap.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
}
OWN_DATABASE: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "gradus.sqlite3"}
DATABASES = {"default": env.db_url("DATABASE_URL") if "DATABASE_URL" in env.ENVIRON else OWN_DATABASE}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)  # of the few that are kept: see labs/connections.py
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default=redis_url(DATA_DIR))


def broker_url(address: str) -> str:
    """Celery's spelling of a Redis address: it calls a unix socket redis+socket."""
    scheme, _, rest = address.partition("://")
    known = {"redis": "redis", "rediss": "rediss", "unix": "redis+socket"}
    if scheme not in known:
        raise ImproperlyConfigured(
            f"REDIS_URL begins with {scheme}://; redis://, rediss:// and unix:// are understood."
        )
    return f"{known[scheme]}://{rest}"


# Every process has a cache of its own; what all of them have to agree on lies in Redis itself (labs/redis.py).
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 3000},  # rendered notes above all: the usual 300 are gone while a class reads
    },
}

CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "results"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A page that sends a submission must not wait for a broker that is away: the results worker's sweep sends it later.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}

CELERY_BEAT_SCHEDULE = {
    # Beat asks whether a feed is due; each is, once a day (roadmap/papers/arxiv/tasks.py).
    "read-arxiv": {"task": "roadmap.papers.arxiv.tasks.read", "schedule": 1800.0},
    "look-at-proofs": {"task": "roadmap.reviews.tasks.look", "schedule": 24 * 3600.0},
    "count-rows": {"task": "roadmap.celery.count_rows", "schedule": 24 * 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
ARXIV_FEED = env.str("GRADUS_ARXIV_FEED", default="https://rss.arxiv.org/atom/{category}")

CATALOG_DIR = Path(env.str("GRADUS_CATALOG", default=str(BASE_DIR / "labs" / "catalog")))

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator")
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign-in"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "roadmap.accounts.authentication.HeaderToken",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PARSER_CLASSES": [
        "labs.parsers.JSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "roadmap.api.ordering.Ordering",
    ],
    "DEFAULT_PAGINATION_CLASS": "roadmap.api.pagination.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["roadmap.api.throttles.RequestBudget"],
    "EXCEPTION_HANDLER": "roadmap.api.problems.answer",
}
# For each token, each learner in a browser, each address that did not say who it is.
API_REQUESTS_A_MINUTE = env.int("GRADUS_API_REQUESTS", default=6000)
KNOX_TOKEN_MODEL = "knox.AuthToken"  # which a key to a token is looked up by
REST_KNOX = {"TOKEN_TTL": None, "AUTO_REFRESH": False}
SPECTACULAR_SETTINGS = {
    "TITLE": "Gradus",
    "DESCRIPTION": "Send code to a lab, read its verdict, keep notes.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    # Choices stay where they are used: rooms that each have a field called state need not agree on names for them.
    "POSTPROCESSING_HOOKS": ["roadmap.api.schema.describe_answers"],
}
