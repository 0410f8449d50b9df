"""Which Gradus is spoken to, and as whom: GRADUS_URL and GRADUS_TOKEN, else what `gradus login` kept."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from gradus_client.errors import NotSignedIn, Refused
from gradus_client.keeping import config_folder, is_private, keep

HOW = "Sign in with: gradus login ADDRESS"


@dataclass(frozen=True)
class Installation:
    """`url` has no slash at its end."""

    url: str
    token: str

    @property
    def is_on_this_machine(self) -> bool:
        return is_loopback(host_of(self.url))


def sign_in_file() -> Path:
    return config_folder() / "sign-in.json"


def signed_in() -> Installation:
    """Raises NotSignedIn where an address or a token is missing."""
    kept = read_kept()
    url = os.environ.get("GRADUS_URL", "").strip()
    token = os.environ.get("GRADUS_TOKEN", "").strip()
    url = address(url) if url else kept.url if kept else ""
    # A token kept for one address is never sent to another.
    if not token and kept and kept.url == url:
        token = kept.token
    if not url:
        raise NotSignedIn(f"No Gradus is known yet. {HOW}")
    if not token:
        raise NotSignedIn(f"You are not signed in to {url}. {HOW.replace('ADDRESS', url)}")
    return Installation(url, demand_token(token))


def read_kept() -> Installation | None:
    """What the last sign-in left. Raises NotSignedIn where the file cannot be read."""
    path = sign_in_file()
    try:
        if not is_private(path):
            path.chmod(0o600)
        told = json.loads(path.read_text(encoding="utf-8"))
        return Installation(str(told["url"]), str(told["token"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotSignedIn(f"{path} cannot be read, so you are not signed in. Delete it, then: {HOW}") from error


def keep_sign_in(installation: Installation) -> Path:
    told = {"url": installation.url, "token": installation.token}
    return keep(sign_in_file(), json.dumps(told, indent=2) + "\n")


def forget_sign_in() -> Installation | None:
    """Delete what was kept, readable or not; gives what it was, if it could be read."""
    try:
        kept = read_kept()
    except NotSignedIn:
        kept = None
    sign_in_file().unlink(missing_ok=True)
    return kept


def address(typed: str) -> str:
    """The address as it is kept. Without a scheme: http on this machine, https elsewhere. Raises Refused."""
    whole = typed.strip()
    if "://" not in whole:
        whole = f"{'http' if is_loopback(host_of(f'https://{whole}')) else 'https'}://{whole}"
    host = host_of(whole)
    parsed = parse_url(whole)
    if not host or parsed.scheme not in ("http", "https") or parsed.auth or parsed.query or parsed.fragment:
        raise Refused(f"{typed} is no address of a Gradus; one looks like https://gradus.example.org")
    return parsed.url.rstrip("/")


def host_of(url: str) -> str:
    try:
        return (parse_url(url).host or "").strip("[]")
    except LocationParseError as error:
        raise Refused(f"{url} is no address of a Gradus; one looks like https://gradus.example.org") from error


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def demand_token(token: str) -> str:
    """Raises NotSignedIn for what no header can carry."""
    if not token.isascii() or not token.isprintable() or " " in token:
        raise NotSignedIn("This is no token: it holds spaces or characters that none has. Copy it again, whole.")
    return token
