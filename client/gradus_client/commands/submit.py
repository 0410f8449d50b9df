"""`gradus submit FILE`"""

from __future__ import annotations

from pathlib import Path

import click

from gradus_client.api import Api
from gradus_client.commands.labs import read_source
from gradus_client.errors import Exit, Refused
from gradus_client.installation import signed_in
from gradus_client.lab_of import lab_of
from gradus_client.options import json_option, slugs
from gradus_client.sending import send_once
from gradus_client.telling import notice, plain, say, say_json
from gradus_client.watching import watch as watch_submission


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--lab", default="", shell_complete=slugs, help="The lab; else a comment in the file or its name says.")
@click.option("--watch/--no-watch", default=True, help="Watch it until its verdict, or only send it.")
@click.option("--device", type=click.Choice(("cpu", "cuda")), default="cpu", show_default=True)
@json_option
def submit(file: Path, lab: str, watch: bool, device: str, as_json: bool) -> Exit:
    """Send FILE to its lab and watch the checks; - reads standard input.

    A connection that breaks is taken up again. Ctrl-C leaves the submission running.
    """
    api = Api(signed_in())
    source = read_source(file)
    if str(file) == "-" and not lab:
        raise Refused("Say which lab standard input is for: --lab SLUG. Nothing was sent.")
    slug = lab or lab_of(api, file, source)
    try:
        sent = send_once(api, "submissions/", {"lab": slug, "source": source, "device": device})
    except KeyboardInterrupt:
        notice("\nIt is not known whether the file arrived. The same command sends it once only: gradus status tells.")
        return Exit.INTERRUPTED
    if watch:
        return watch_submission(api, sent["id"], as_json, f"Submission {sent['id']} to {plain(slug)}.")
    if as_json:
        say_json(sent)
    else:
        say(f"Submission {sent['id']} to {plain(slug)} is taken. Look with: gradus status {sent['id']} --watch")
    return Exit.DONE
