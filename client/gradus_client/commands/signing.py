"""`gradus login` and `gradus logout`"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from gradus_client.api import Api
from gradus_client.errors import NotSignedIn, Stopped
from gradus_client.installation import (
    Installation,
    address,
    demand_token,
    forget_sign_in,
    keep_sign_in,
    sign_in_file,
    signed_in,
)
from gradus_client.options import json_option
from gradus_client.telling import notice, plain, say, say_json


@click.command()
@click.argument("url", metavar="ADDRESS")
@json_option
def login(url: str, as_json: bool) -> None:
    """Sign in to the Gradus at ADDRESS with an API token.

    The token is asked for and not shown, or read from standard input. It comes from the account page, or from
    manage.py api_token. GRADUS_URL and GRADUS_TOKEN in the environment go before what is kept here.
    """
    there = Installation(address(url), demand_token(typed_token()))
    if there.url.startswith("http:") and not there.is_on_this_machine:
        notice(f"{there.url} is not encrypted: whoever carries the connection can read the token.")
    token = known_token(there)
    path = keep_sign_in(there)
    if as_json:
        say_json({"url": there.url, "kept": str(path), "token": token})
        return
    name = f" with the token “{plain(token['name'])}”" if token else ""
    ends = f", which ends on {token['ends'][:10]}" if token and token["ends"] else ""
    say(f"Signed in to {there.url}{name}{ends}. It is kept in {path}")
    if os.environ.get("GRADUS_URL") or os.environ.get("GRADUS_TOKEN"):
        notice("GRADUS_URL or GRADUS_TOKEN is set, and goes before what was kept.")


def typed_token() -> str:
    """Raises NotSignedIn where none is given."""
    typed = click.prompt("Token", hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not (token := str(typed).strip()):
        raise NotSignedIn("No token was given. Make one on the account page and give it here.")
    return token


def known_token(there: Installation) -> dict[str, Any] | None:
    """What the API knows of the token; raises NotSignedIn where it does not take it."""
    rows = Api(there).every("tokens/")
    return next((row for row in rows if there.token.startswith(row["begins"])), None)


@click.command()
@click.option("--revoke", is_flag=True, help="Revoke the token too, so that nobody can use it any more.")
@json_option
def logout(revoke: bool, as_json: bool) -> None:
    """Forget the address and the token."""
    revoked = revoke and revoke_token()
    forgotten = forget_sign_in()
    if as_json:
        say_json({"url": forgotten.url if forgotten else None, "revoked": revoked})
    elif not forgotten:
        say("Nobody was signed in here.")
    elif revoked:
        say(f"Signed out of {forgotten.url}; the token is revoked.")
    else:
        say(f"Signed out of {forgotten.url}. The token still holds until it is revoked on the account page.")
    if os.environ.get("GRADUS_TOKEN"):
        notice("GRADUS_TOKEN is still set in the environment.")


def revoke_token() -> bool:
    """Raises where the token could not be revoked: then nothing was forgotten either."""
    there = signed_in()
    try:
        found = known_token(there)
        if found:
            Api(there).ask("DELETE", f"tokens/{found['digest']}/")
        return found is not None
    except NotSignedIn:
        return True  # it opens nothing any more
    except Stopped as error:
        raise error.adding(f"The token was not revoked, and is still kept in {sign_in_file()}") from error
