"""The REST API of a running stack, asked as a script asks it."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from tests.stack import ROOT, Stack


class Asking:
    """Call it with method, path, body and headers: it gives status and answer, as the local owner."""

    def __init__(self, stack: Stack) -> None:
        self.url = stack.url
        command = [sys.executable, "manage.py", "api_token"]
        said = subprocess.run(command, cwd=ROOT, env=stack.environment, capture_output=True, text=True, check=True)
        self.headers = {"Authorization": f"Token {said.stdout.strip()}", "Content-Type": "application/json"}

    def __call__(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path, data, {**self.headers, **(headers or {})}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)
