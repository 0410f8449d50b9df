"""A feed server of the test's own, and a learner who follows what it serves."""

import pytest

from tests.papers.arxiv.server import serving


@pytest.fixture
def at_desk(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def server(settings):
    with serving() as server:
        settings.ARXIV_FEED = server.template
        yield server


@pytest.fixture
def following(owner):
    """Makes the owner follow these categories; gives the feeds in their order."""

    def follow(*categories):
        from roadmap.papers.arxiv import marking
        from roadmap.papers.arxiv.models import Feed

        marking.follow(owner, categories)
        return [Feed.objects.get(category=category) for category in categories]

    return follow
