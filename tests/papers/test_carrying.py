"""The paper log leaves as Markdown and comes back: nothing lost, nothing overwritten, nothing twice."""

from datetime import date

import pytest
import yaml
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.papers.arxiv import marking
from roadmap.papers.arxiv.models import Feed, Mark, Preprint
from roadmap.papers.carrying import front_matter, pack, unpack
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction, RestMonth

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
numbers = st.floats(-1e100, 1e100)
claims = st.fixed_dictionaries(
    {
        "metric": texts.filter(str.strip),
        "data_set": texts,
        "reported": numbers,
        "tolerance": st.floats(0, 1e100),
        "better": st.sampled_from(["higher", "lower", "equal"]),
        "runs": st.dictionaries(st.integers(0, 2**63 - 1), numbers, max_size=4),
    }
)
trials = st.fixed_dictionaries(
    {
        "month": st.dates(date(2000, 1, 1), date(2099, 12, 1)),
        "status": st.sampled_from(Reproduction.Status.values),
        "plan": texts,
        "hard": texts,
        "compute_hours": st.none() | st.floats(0, 1e7),
        "claims": st.lists(claims, max_size=2),
    }
)
papers = st.lists(
    st.fixed_dictionaries(
        {
            "title": texts.filter(str.strip),
            "authors": texts,
            "abstract": texts,
            "bibtex": texts,
            "year": st.none() | st.integers(1600, 2100),
            "trials": st.lists(trials, max_size=2),
        }
    ),
    max_size=3,
    unique_by=lambda paper: paper["title"],
)


def fill(learner, log):
    for facts in log:
        paper = Paper.objects.create(learner=learner, **{name: v for name, v in facts.items() if name != "trials"})
        for told in facts["trials"]:
            trial = Reproduction.objects.create(
                paper=paper, **{name: v for name, v in told.items() if name != "claims"}
            )
            for claim in told["claims"]:
                row = Claim.objects.create(
                    reproduction=trial, **{name: v for name, v in claim.items() if name != "runs"}
                )
                for seed, value in claim["runs"].items():
                    ClaimRun.objects.create(claim=row, seed=seed, value=value)


def facts_in(files):
    return [front_matter(text) for text in files.values()]


def without(facts, *names):
    """The facts without these names, at every depth."""
    if isinstance(facts, dict):
        return {name: without(value, *names) for name, value in facts.items() if name not in names}
    return [without(one, *names) for one in facts] if isinstance(facts, list) else facts


@pytest.fixture
def full(owner, claim):
    """A log with everything in it."""
    ClaimRun.objects.create(claim=claim, seed=7, value=27.125)
    RestMonth.objects.create(learner=owner, month=date(2026, 8, 1))
    marking.follow(owner, ["cs.CL", "cs.LG"])
    preprint = Preprint.objects.create(arxiv_id="2603.00001", title="New", authors="A\nB", announced=timezone.now())
    mark = marking.mark_of(owner, preprint)
    marking.star(mark, True)
    marking.tag(mark, "later, größe")
    Mark.objects.update(paper=claim.reproduction.paper)
    return dict(pack(owner))


def test_all_of_a_log_comes_back_after_it_was_lost(owner, full):
    for model in (Paper, RestMonth, Mark, Preprint, Feed):
        model.objects.all().delete()
    summary = unpack(owner, full)
    assert summary.problems == []
    assert dict(pack(owner)) == full


def test_read_twice_it_changes_nothing(owner, full):
    summary = unpack(owner, full)
    assert (summary.added, summary.copied) == (0, 0)
    assert dict(pack(owner)) == full


def test_another_learner_of_the_same_installation_may_take_it_in(owner, teammate, full):
    for _ in range(2):
        assert unpack(teammate, full).problems == []
    theirs = dict(pack(teammate))
    names = ("uuid", "paper", "created")
    assert without(facts_in(theirs), *names) == without(facts_in(full), *names)
    assert dict(pack(owner)) == full


@settings(max_examples=25)
@given(papers)
def test_any_log_comes_back_as_it_was(db, log):
    learner = User.objects.create(username="someone")
    try:
        fill(learner, log)
        files = dict(pack(learner))
        Paper.objects.of(learner).delete()
        assert unpack(learner, files).problems == []
        assert dict(pack(learner)) == files
        assert unpack(learner, files).added == 0
        assert dict(pack(learner)) == files
    finally:
        learner.delete()


@pytest.mark.parametrize(
    "text", ["a\x85b", " \x85", "a\u2028\u2029b", "a\r\nb\rc", "\ufeffx", "---\n", "a\n---\nb", "no", "2026-01-01", "~"]
)
def test_texts_that_yaml_would_bend_come_back_as_they_were(owner, text):
    paper = Paper.objects.create(learner=owner, title="A", abstract=text)
    files = dict(pack(owner))
    paper.delete()
    assert unpack(owner, files).problems == []
    assert Paper.objects.get().abstract == text


def test_a_reproduction_that_differs_is_kept_beside_as_one_copy(owner, full, claim):
    Reproduction.objects.update(hard="The warm-up, said here")
    for copied in (1, 0):
        assert unpack(owner, full).copied == copied
    assert sorted(trial.hard for trial in Reproduction.objects.of(owner)) == ["", "The warm-up, said here"]
    assert ClaimRun.objects.filter(seed=7, value=27.125).count() == 2


def test_a_paper_that_differs_is_kept_beside_and_what_is_empty_is_filled_in(owner, full, attention):
    Paper.objects.update(title="My own title", year=None)
    for copied in (1, 0):
        assert unpack(owner, full).copied == copied
    assert {paper.title for paper in Paper.objects.of(owner)} == {
        "My own title",
        "Attention is all you need (as imported)",
    }
    Paper.objects.filter(title__endswith="(as imported)").delete()
    Paper.objects.update(title="Attention is all you need")
    unpack(owner, full)
    assert Paper.objects.get().year == 2017


def test_a_paper_of_the_same_id_that_was_logged_on_its_own_is_the_same(owner, full):
    Paper.objects.all().delete()
    Paper.objects.create(learner=owner, arxiv_id="1706.03762", title="Attention is all you need", year=2017)
    unpack(owner, full)
    assert Paper.objects.of(owner).count() == 1
    assert Reproduction.objects.get().claims.get().runs.get().value == 27.125


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda facts: facts.update(uuid="x"), "no uuid"),
        (lambda facts: facts.update(title={"a": 1}), "“title” is no plain value"),
        (lambda facts: facts.update(year="soon"), "must be an integer"),
        (lambda facts: facts.update(year=10**30), "less than or equal to 2100"),
        (lambda facts: facts.pop("title"), "cannot be blank"),
        (lambda facts: facts.update(url="javascript:alert(1)"), "valid URL"),
    ],
)
def test_a_damaged_file_is_left_out_with_a_sentence_and_the_others_are_taken(owner, attention, damage, sentence):
    ((where, text),) = pack(owner)
    facts = front_matter(text)
    damage(facts)
    Paper.objects.all().delete()
    summary = unpack(
        owner,
        {
            where: f"---\n{yaml.safe_dump(facts)}---\n",
            "papers/rest months.md": "---\nkind: rest-months\nmonths: [2030-01-01]\n---\n",
        },
    )
    assert sentence in summary.problems[0]
    assert not Paper.objects.exists()
    assert RestMonth.objects.exists()


@pytest.mark.parametrize(
    "text", ["---\n: [\n---\n", "---\n- a\n---\n", "---\nkind: paper\n", "---\n!!python/object:os.system {}\n---\n"]
)
def test_damaged_front_matter_is_told(owner, text):
    summary = unpack(owner, {"papers/x.md": text, "notes/y.md": "# A note"})
    assert len(summary.problems) == 1
    assert summary.problems[0].startswith("papers/x.md: ")


def test_what_an_archive_says_of_a_preprint_gives_way_to_what_arxiv_says(owner, full, teammate):
    from roadmap.papers.arxiv.atom import Found
    from roadmap.papers.arxiv.reading import keep

    Preprint.objects.all().delete()
    unpack(
        owner,
        {
            where: text.replace("title: New", "title: Forged").replace("version: 1", "version: 99")
            for where, text in full.items()
        },
    )
    assert Preprint.objects.get().title == "Forged"
    keep(Feed.objects.first(), [Found("2603.00001", 1, "New", "A", "", "cs.CL", True)], timezone.now())
    assert Preprint.objects.get().title == "New"
