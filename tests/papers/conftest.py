"""The owner at their log of papers."""

from datetime import date

import pytest


@pytest.fixture
def at_desk(client, owner):
    """A browser session of the owner."""
    client.force_login(owner)
    return client


@pytest.fixture
def attention(owner):
    from roadmap.papers.models import Paper

    return Paper.objects.create(learner=owner, arxiv_id="1706.03762", title="Attention is all you need", year=2017)


@pytest.fixture
def reproduction(attention):
    from roadmap.papers.models import Reproduction

    return Reproduction.objects.create(paper=attention, month=date(2026, 3, 17))


@pytest.fixture
def claim(reproduction):
    """BLEU 27.3, half a point less will do."""
    from roadmap.papers.models import Claim

    return Claim.objects.create(
        reproduction=reproduction, metric="BLEU", data_set="WMT14 en-de", reported=27.3, tolerance=0.5, better="higher"
    )
