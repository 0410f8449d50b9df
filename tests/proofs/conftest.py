"""The owner beside a topic, and a mentor with a browser of their own."""

import pytest
from django.test import Client

TEXT = """
# First
## Begin ^begin
- [ ] The chain rule #proof/note #proof/artefact #proof/reading #proof/link ^chain-rule
- [ ] Another #proof/note ^another
"""


@pytest.fixture
def topic(db):
    """A topic that asks for every kind."""
    from tests.roadmaps import make_roadmap

    make_roadmap(TEXT)
    return "chain-rule"


@pytest.fixture
def at_desk(client, owner, topic):
    """A browser session of the owner."""
    client.force_login(owner)
    return client


@pytest.fixture
def mentor_desk(teammate, topic):
    """A browser session of another learner."""
    client = Client()
    client.force_login(teammate)
    return client
