from bench.load.copies import paths_to_learner, tables_of
from tests.every_row import models_of_ours, rows_of

# What belongs to nobody, and what a digest names.
SHARED = {"path.Concept", "arxiv.Feed", "arxiv.Preprint", "knox.AuthToken", "accounts.TokenName"}


def test_every_row_of_a_learner_is_found_to_be_copied(owner, redis):
    rows_of(owner)
    found = {model._meta.label for model in tables_of([owner.pk])}
    expected = {model._meta.label for model in models_of_ours()} - SHARED
    assert expected <= found


def test_what_belongs_to_nobody_is_not_copied():
    assert not {model._meta.label for model in paths_to_learner()} & {"path.Concept", "arxiv.Feed", "arxiv.Preprint"}
