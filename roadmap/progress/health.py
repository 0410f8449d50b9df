"""Whether this Gradus is well, for whoever watches over it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labs.services import state_of_parts


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the database and Redis answer, else 503; `status` is ok only when every part does."""
    parts = state_of_parts()
    serves = parts["database"]["state"] == parts["redis"]["state"] == "ok"
    whole = serves and parts["results"]["state"] == "ok" and parts["runners"]
    return JsonResponse({"status": "ok" if whole else "degraded", "parts": parts}, status=200 if serves else 503)
