"""Several processes read at the same moment, on a database of their own, as a worker and a host at a terminal do."""

import json
import os
import subprocess
import sys

import pytest

from tests.papers.arxiv.server import entry, feed, serving
from tests.stack import ROOT

FOLLOW = """
from django.contrib.auth.models import User
from roadmap.papers.arxiv.marking import follow
follow(User.objects.create(username="reader"), ["cs.CL", "cs.LG"])
"""


@pytest.mark.slow
def test_readers_at_once_ask_each_feed_once_one_at_a_time_and_seconds_apart(tmp_path):
    with serving() as server:
        server.gives("cs.CL", feed(entry()))
        server.gives("cs.LG", feed(entry("2603.00002")))
        known = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        environment = {**known, "GRADUS_DATA": str(tmp_path), "GRADUS_ARXIV_FEED": server.template}

        def start(*arguments):
            command = [sys.executable, "manage.py", *arguments]
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

        assert start("migrate", "--verbosity", "0").wait(120) == 0
        assert start("shell", "--verbosity", "0", "--command", FOLLOW).wait(60) == 0
        readers = [start("read_arxiv", "--json") for _ in range(3)]
        told = [json.loads(reader.communicate(timeout=120)[0]) for reader in readers]
    assert sorted(category for category, _ in server.asked) == ["cs.CL", "cs.LG"]
    assert sorted(one["new"] for answer in told for one in answer["feeds"]) == [1, 1]
    assert server.most_at_once == 1
    first, second = server.moments
    assert second - first >= 3.0
