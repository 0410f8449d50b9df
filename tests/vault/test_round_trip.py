"""Everything out of one installation and into another: nothing is lost."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from labs.models import CheckResult, Draft, State, Submission
from roadmap.notes.models import Note
from roadmap.notes.writing import write
from roadmap.path.importing import import_roadmap
from roadmap.path.models import Concept, MilestoneGoal, Roadmap, Tick, Topic
from roadmap.vault.models import Record
from roadmap.vault.packing import Texts, pack, read_vault, unpack, zipped
from tests.path.test_import_export import as_markdown, items

MOMENT = datetime(2026, 3, 1, 12, 30, 15, 120000, tzinfo=UTC)


def vault_of(learner: User) -> dict[str, str]:
    return dict(pack(learner))


def carried(learner: User) -> Texts:
    """The learner's vault as it comes out of a real zip."""
    return read_vault(io.BytesIO(b"".join(zipped(pack(learner)))))


def moved(learner: User) -> tuple[dict[str, str], User]:
    """The learner's vault, and another learner who has taken it in where the first never was."""
    texts, before = carried(learner), vault_of(learner)
    learner.delete()
    Concept.objects.filter(topics=None).delete()
    newcomer = User.objects.create_user("newcomer")
    done = unpack(newcomer, texts)
    assert done.problems == []
    return before, newcomer


def filled(learner: User) -> None:
    import_roadmap(b"# Mine\n## P\n- [x] One [[lab:one]]\n- [-] Two\n- [ ] Goal #milestone ^goal\n", learner)
    MilestoneGoal.objects.set(learner, Concept.objects.get(key="goal"), MOMENT.date())
    Draft.objects.keep(learner, "one", "x = '```'\n\n")
    write(learner, "A note", "Of words and [[topic:one]]\n")


def test_the_vault_of_another_installation_is_the_same(owner: User) -> None:
    filled(owner)
    before, newcomer = moved(owner)
    assert vault_of(newcomer) == before


def test_taking_it_in_twice_changes_nothing(owner: User) -> None:
    filled(owner)
    before, newcomer = moved(owner)
    done = unpack(newcomer, Texts({path: text.encode() for path, text in before.items()}))
    assert (done.added, done.copied, done.problems) == (0, 0, [])
    assert vault_of(newcomer) == before


def test_ones_own_vault_changes_nothing(owner: User) -> None:
    filled(owner)
    Submission.objects.create(learner=owner, lab="one", source="x = 1\n", state=State.SETTLED, verdict="passed")
    before = vault_of(owner)
    done = unpack(owner, carried(owner))
    assert (done.added, done.copied, done.problems) == (0, 0, [])
    assert vault_of(owner) == before
    assert not Record.objects.exists()


def test_two_exports_are_the_same_to_the_byte(owner: User) -> None:
    filled(owner)
    assert b"".join(zipped(pack(owner))) == b"".join(zipped(pack(owner)))


def test_when_something_was_said_travels_with_it(owner: User) -> None:
    filled(owner)
    Tick.objects.filter(concept__key="one").update(at=MOMENT)
    _, newcomer = moved(owner)
    assert Tick.objects.get(learner=newcomer, concept__key="one").at == MOMENT


def test_only_what_is_the_learners_own_is_in_it(owner: User, teammate: User) -> None:
    filled(teammate)
    Submission.objects.create(learner=teammate, lab="one", source="secret = 1\n", state=State.SETTLED, verdict="passed")
    assert set(vault_of(owner)) == {"README.md"}


def test_a_zip_is_made_piece_by_piece(owner: User) -> None:
    for number in range(20):
        Draft.objects.keep(owner, f"lab-{number}", "x" * 1000)
    pieces = list(zipped(pack(owner)))
    assert len(pieces) > 20
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert archive.read("drafts/lab-3.md").decode().count("x") >= 1000


sources = st.text(st.sampled_from("ab \n`~-#:\"'\\\t😀é{}[]|&*\r"), max_size=60)
titles = st.text(st.sampled_from("abc é😀#^:-'\""), min_size=1, max_size=12).map(
    lambda text: "n" + " ".join(text.split())
)
bodies = st.text(st.sampled_from("ab \n`~-#:\"'\\\té😀|[]-*>"), max_size=80)
verdicts = st.sampled_from(["passed", "failed", "raised", "timed_out"])


@pytest.mark.django_db
@settings(max_examples=40)
@given(
    phases=st.lists(items, min_size=1, max_size=3),
    notes=st.dictionaries(titles.map(str.casefold), bodies, max_size=3),
    sent=st.lists(st.tuples(verdicts, sources), max_size=3),
)
def test_nothing_of_any_learner_is_lost(phases: list, notes: dict, sent: list) -> None:
    for model in (User, Roadmap, Topic, Concept):
        model.objects.all().delete()
    learner = User.objects.create_user("learner")
    import_roadmap(as_markdown(phases).encode(), learner)
    for title, body in notes.items():
        write(learner, title, body)
    for number, (verdict, source) in enumerate(sent):
        made = Submission.objects.create(learner=learner, lab="elsewhere", source=source, state=State.SETTLED, verdict=verdict, settled=MOMENT + timedelta(days=number), diagnosis={"a": [1, None]}, seconds=0.25)  # fmt: skip
        CheckResult.objects.create(
            submission=made, position=0, name="c", title=source, outcome="passed", detail={"s": source}
        )
    assert Note.objects.count() == len(notes)
    before, newcomer = moved(learner)
    assert vault_of(newcomer) == before
    assert {record.source for record in Record.objects.of(newcomer)} == {source for _, source in sent}
