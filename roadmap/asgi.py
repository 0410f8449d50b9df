"""The ASGI entry point that uvicorn serves."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
pages = get_asgi_application()  # sets Django up: what follows needs it

from roadmap.api.handler import Handler  # noqa: E402

application = Handler(pages)
