"""What this installation vouches for. A signature binds a verdict to its code and to its learner's name, and only the
installation that holds the secret key can make or check one."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any, Final

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare, salted_hmac

SALT: Final = "roadmap.vault.submission"
SIGNED: Final = ("uuid", "learner", "lab", "device", "verdict", "created", "settled", "seed", "lab_digest", "work")


def installation() -> uuid.UUID:
    """Names this installation without saying anything of it."""
    return uuid.UUID(bytes=salted_hmac("roadmap.vault.installation", "name", algorithm="sha256").digest()[:16])


def identity_of(submission: int) -> uuid.UUID:
    """What a submission of this installation is called in vaults."""
    return uuid.uuid5(installation(), f"submission {submission}")


def signature(facts: dict[str, Any], source: str, checks: str) -> str:
    return Signer(salt=SALT).signature(_said(facts, source, checks))


def is_ours(facts: dict[str, Any], source: str, checks: str) -> bool:
    return constant_time_compare(str(facts.get("signature", "")), signature(facts, source, checks))


def _said(facts: dict[str, Any], source: str, checks: str) -> str:
    digests = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in (source, checks)]
    return json.dumps([*(str(facts.get(name)) for name in SIGNED), *digests])
