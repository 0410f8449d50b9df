"""What a vault may claim, and what is believed of it."""

import io
import zipfile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from labs.models import CheckResult, State, Submission
from roadmap.path.evidence import State as Standing
from roadmap.path.evidence import status_of
from roadmap.path.models import Concept, Roadmap, Tick
from roadmap.vault.models import Record
from roadmap.vault.packing import Texts, pack, read_vault, unpack
from tests.roadmaps import make_roadmap, say, send


@pytest.fixture
def vault(owner: User) -> Texts:
    """The vault of an owner who has proven a topic and who then was deleted with all rows."""
    make_roadmap("# Built\n- [ ] Topic [[lab:one]] ^topic\n", slug="built")
    sent = send(owner, "one")
    CheckResult.objects.create(
        submission=sent, position=0, name="c", title="It adds", outcome="passed", detail={"a": 1}
    )
    files = {path: text.encode() for path, text in pack(owner)}
    owner.delete()
    return Texts(files)


def edited(vault: Texts, before: str, after: str) -> Texts:
    return Texts({path: vault[path].replace(before, after).encode() for path in vault})


def newcomer(name: str) -> User:
    return User.objects.create_user(name)


def test_what_this_installation_judged_for_this_learner_proves_again(vault: Texts) -> None:
    back = newcomer("owner")
    unpack(back, vault)
    assert status_of(back, ["topic"]) == {"topic": Standing.PROVEN}
    restored = Submission.objects.get(learner=back)
    assert (restored.verdict, restored.checks.get().title) == ("passed", "It adds")
    again = unpack(back, Texts({path: text.encode() for path, text in pack(back)}))
    assert (again.added, Submission.objects.count()) == (0, 1)


def test_what_was_judged_for_somebody_else_is_only_a_record(vault: Texts) -> None:
    other = newcomer("other")
    unpack(other, vault)
    assert status_of(other, ["topic"]) == {"topic": Standing.NOT_BEGUN}
    assert Record.objects.of(other).from_elsewhere().get().verdict == "passed"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [("lab: one", "lab: two"), ("seed: ''", "seed: '1'"), ('"a": 1', '"a": 2'), ("```python\n", "```python\nx = 1\n")],
)
def test_a_record_that_was_edited_is_not_believed(vault: Texts, before: str, after: str) -> None:
    back = newcomer("owner")
    unpack(back, edited(vault, before, after))
    assert not Submission.objects.exists()
    assert Record.objects.get().restored is None


def test_another_installation_believes_nothing(vault: Texts, settings) -> None:
    settings.SECRET_KEY = "of another installation"
    back = newcomer("owner")
    unpack(back, vault)
    assert not Submission.objects.exists()
    assert status_of(back, ["topic"]) == {"topic": Standing.NOT_BEGUN}


def test_a_record_is_judged_again_by_one_press(vault: Texts, client: Client, redis) -> None:
    other = newcomer("other")
    unpack(other, edited(vault, "```python\n\n```", "```python\nx = 1\n```"))
    client.force_login(other)
    record = Record.objects.get()
    assert "Proven elsewhere" in client.get(f"/account/vault/records/{record.pk}/").content.decode()
    assert client.post(f"/account/vault/records/{record.pk}/judge/").status_code == 302
    record.refresh_from_db()
    assert record.judged is not None
    assert (record.judged.lab, record.judged.source, record.judged.state) == ("one", "x = 1", State.QUEUED)


def test_nothing_of_the_learners_own_is_overwritten(owner: User) -> None:
    make_roadmap("# R\n- [ ] One ^one\n- [ ] Two ^two\n", owner, "mine")
    say(owner, "one", "claimed")
    say(owner, "two", "skipped")
    files = {path: text.encode() for path, text in pack(owner)}
    make_roadmap("# R\n- [ ] One, said otherwise ^one\n- [ ] Two ^two\n", owner, "mine")
    Tick.objects.set(owner, [Concept.objects.get(key="one").pk], "skipped")
    done = unpack(owner, Texts(files))
    assert Tick.objects.get(concept__key="one").state == "skipped"
    assert any("yours was kept" in problem for problem in done.problems)
    assert Roadmap.objects.get(owner=owner).digest
    assert owner.roadmap_drafts.get().last.said == "Read from a vault."
    assert done.copied == 1
    assert unpack(owner, Texts(files)).copied == 0


HOSTILE = {
    "topics/a.md": "---\na: &a [x, x]\nb: [*a, *a]\n---\n",
    "topics/b.md": "---\nkind: topic\ntopic: ../../etc\ntick: claimed\n---\n",
    "topics/c.md": "---\nkind: topic\ntopic: c\ntick: proven\ntick_at: 2026-01-01 00:00:00\n---\n",
    "topics/d.md": "---\n!!python/object/apply:os.system [id]\n---\n",
    "topics/e.md": "---\nkind: topic\ntopic: e\ntarget_date: soon\n---\n",
    "topics/f.md": "---\nkind: [topic\n---\n",
    "topics/g.md": "---\nkind: topic\ntopic: g\ntick: claimed\ntick_at: 9999-99-99 00:00:00\n---\n",
    "roadmaps/a.md": "---\nkind: roadmap\nslug: a b\n---\n\n- x\n",
    "roadmaps/b.md": "---\nkind: roadmap\nslug: b\n---\n\nonly words\n",
    "submissions/a.md": "---\nkind: submission\nuuid: 1\nlab: one\n---\n\n```python\nx\n```\n",
    "submissions/b.md": "---\nkind: submission\nuuid: 00000000-0000-0000-0000-000000000000\nlab: one\nverdict: ours\n---\n",
    "submissions/c.md": "---\nkind: submission\nuuid: 00000000-0000-0000-0000-000000000001\nlab: one\nverdict: great\ncreated: 2026-01-01 00:00:00\n---\n\n```python\nx\n```\n",
    "drafts/a.md": "---\nkind: lab-draft\nlab: '../x'\n---\n\n```python\nx\n```\n",
}


@pytest.mark.parametrize("path", HOSTILE)
def test_a_file_that_cannot_be_taken_in_is_named_and_the_others_go_on(owner: User, path: str) -> None:
    good = "---\nkind: topic\ntopic: good\ntick: claimed\ntick_at: 2026-01-01 00:00:00+00:00\n---\n"
    done = unpack(owner, Texts({path: HOSTILE[path].encode(), "topics/good.md": good.encode()}))
    assert [problem.partition(" was left out: ")[0] for problem in done.problems] == [path]
    assert Tick.objects.get().concept.key == "good"


def test_a_zip_that_is_no_vault_is_refused(owner: User, client: Client) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/Plan.md", "- [ ] One\n")
    file.seek(0)
    with pytest.raises(ValueError, match="is no vault of Gradus"):
        read_vault(file)
