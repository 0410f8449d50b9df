"""Sending a file once, whatever becomes of the connection.

The key under which it is sent is kept until the answer is there. The same command after a lost answer finds it, and
the server then answers what it answered before instead of taking the file a second time.
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from pathlib import Path
from typing import Any

from gradus_client.api import Api
from gradus_client.errors import NoConnection, Ours, Refused, Stopped
from gradus_client.installation import Installation
from gradus_client.keeping import keep, state_folder

# The server keeps an answer for a day; a little less is safe.
KEY_SECONDS = 23 * 60 * 60


def send_once(api: Api, path: str, content: dict[str, Any]) -> Any:
    """POST `content`; done once, however often it has to be sent, in this run or the next."""
    place = key_place(api.installation, path, content)
    key = kept_key(place) or keep_key(place)
    try:
        answer = api.ask("POST", path, content, {"Idempotency-Key": f'"{key}"'})
    except (NoConnection, Ours) as error:
        raise error.adding("If you give the same command again, it is still sent once only.") from error
    except Stopped:
        place.unlink(missing_ok=True)  # it was refused: nothing was done under this key
        raise
    place.unlink(missing_ok=True)
    return answer.data


def key_place(installation: Installation, path: str, content: dict[str, Any]) -> Path:
    """The file of a request's key. Its name tells nothing of the request."""
    told = json.dumps([installation.url, installation.token, path, content], sort_keys=True)
    return state_folder() / "unanswered" / hashlib.sha256(told.encode()).hexdigest()


def kept_key(place: Path) -> str:
    """The key of the same request that was never answered; empty where there is none."""
    try:
        old = time.time() - place.stat().st_mtime > KEY_SECONDS
        return "" if old else str(uuid.UUID(place.read_text(encoding="ascii").strip()))
    except (OSError, ValueError):
        return ""


def keep_key(place: Path) -> str:
    """A new key. Where it cannot be kept it holds for this run alone."""
    key = str(uuid.uuid4())
    try:
        keep(place, key)
    except Refused:
        return key
    return key
