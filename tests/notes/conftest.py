"""The owner at their notes."""

import pytest


@pytest.fixture
def at_desk(client, owner):
    """A browser session of the owner."""
    client.force_login(owner)
    return client


@pytest.fixture
def wrote(owner):
    """Writes a note of the owner's: `wrote("Title", "text", "lab:adam")`."""

    from labs.markdown import parsed_target
    from roadmap.notes.writing import write

    def make(title="Chain rule", body="Slopes multiply.", *about, learner=owner):
        return write(learner, title, body, [parsed_target(target) for target in about])

    return make
