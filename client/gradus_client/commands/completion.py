"""`gradus completion SHELL`"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from gradus_client.errors import Refused
from gradus_client.options import json_option
from gradus_client.telling import say, say_json

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@json_option
@click.pass_context
def completion(context: click.Context, shell: str, as_json: bool) -> None:
    """Print the script that lets SHELL complete commands, options and labs.

    \b
    bash: gradus completion bash > ~/.local/share/bash-completion/completions/gradus
    zsh:  gradus completion zsh > a folder of $fpath, as _gradus
    fish: gradus completion fish > ~/.config/fish/completions/gradus.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise Refused(f"This version of click knows no completion for {shell}.")
    script = found(context.find_root().command, {}, "gradus", "_GRADUS_COMPLETE").source()
    if as_json:
        say_json({"shell": shell, "script": script})
    else:
        say(script)
