"""The ASGI entry point that uvicorn serves."""

import gc
import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
pages = get_asgi_application()  # sets Django up: what follows needs it

from django.urls import get_resolver  # noqa: E402

from labs.catalogue import catalogue  # noqa: E402
from roadmap.api.handler import Handler  # noqa: E402

application = Handler(pages)

# What every request needs is read before the first one waits for it. It stays as long as the process does: a collection
# that walked it all, two hundred thousand objects, would hold up whichever request set it off.
_ = get_resolver().url_patterns, catalogue()
gc.collect()
gc.freeze()
