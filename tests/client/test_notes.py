"""Notes from a terminal: no text is lost, whatever becomes of editor, connection or the note itself."""

import sys
import uuid
from pathlib import Path

import pytest

from tests.stack import free_port

TEXT = "What **softmax** does.\n\n$e^x$ and `é`"


@pytest.fixture
def title() -> str:
    """Of a note that no other test has."""
    return f"About {uuid.uuid4().hex}"


@pytest.fixture
def note(ask, title):
    return ask("notes/", {"title": title, "body": TEXT, "tags": ["maths"]})


@pytest.fixture
def editor(terminal):
    """Sets the editor to a program of these Python lines; `path` is the file it is given."""

    def set_to(*lines: str) -> Path:
        program = terminal.home / "editor.py"
        program.write_text("\n".join(["import pathlib, sys", "path = pathlib.Path(sys.argv[1])", *lines]))
        terminal.more["VISUAL"] = f"{sys.executable} {program}"
        return program

    return set_to


def kept_texts(terminal) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (terminal.state / "notes").glob("*.md")]


def test_a_note_is_written_in_the_editor(terminal, editor, title, ask):
    editor("assert path.read_text() == ''", f"path.write_text({TEXT!r} + '\\n', encoding='utf-8')")
    made = terminal.json("notes", "new", title, "--tag", "maths", "--lab", "activation-zoo")
    told = ask(f"notes/{made['id']}/")
    assert told == made
    assert (told["body"].strip(), told["tags"], told["labs"]) == (TEXT, ["maths"], ["activation-zoo"])
    assert kept_texts(terminal) == []


def test_a_note_is_made_from_a_file_or_from_standard_input(terminal, title, ask):
    (terminal.home / "mine.md").write_text(TEXT, encoding="utf-8")
    assert terminal.json("notes", "new", title, "--file", "mine.md")["body"] == TEXT
    piped = terminal("notes", "new", f"{title} again", "--file", "-", text=TEXT)
    assert (piped.returncode, piped.stderr) == (0, "")
    assert ask(f"notes/?search={title.split()[1]}")["results"]


def test_an_empty_note_is_not_made(terminal, editor, title):
    editor("path.write_text(' ')")
    refused = terminal("notes", "new", title)
    assert (refused.returncode, refused.stderr) == (2, "The note is empty, so it was not made.\n")


def test_a_note_is_found_by_its_number_or_its_title(terminal, note, title):
    for named in (str(note["id"]), title, f"  {title.upper()} "):
        shown = terminal("notes", "show", named).stdout
        assert shown == f"{title}\n#maths\n\n{TEXT}\n"
    assert terminal.json("notes", "show", title)["id"] == note["id"]
    assert terminal("notes", "show", "no such note").returncode == 2


def test_notes_are_listed_by_tag_and_found_by_their_words(terminal, note, title):
    assert note["id"] in [one["id"] for one in terminal.json("notes", "list", "--tag", "maths")]
    assert [one["id"] for one in terminal.json("notes", "list", "--most", "1")] == [note["id"]]
    found = terminal("notes", "search", title.split()[1], "softmax").stdout
    assert found.startswith(f"{note['id']}  {note['updated'][:10]}  {title}  #maths\n")
    assert "softmax does" in found
    assert terminal("notes", "search", "nothing-like-this").stdout == "No note fits.\n"


def test_a_note_is_changed_in_the_editor(terminal, editor, note, ask):
    editor("text = path.read_text(encoding='utf-8')", "path.write_text(text.replace('does', 'did'), encoding='utf-8')")
    changed = terminal("notes", "edit", str(note["id"]))
    assert changed.returncode == 0 and "revision 2" in changed.stdout
    assert ask(f"notes/{note['id']}/")["body"] == TEXT.replace("does", "did")


def test_an_editor_that_only_ends_the_last_line_changes_nothing(terminal, editor, note, ask):
    editor("path.write_text(path.read_text(encoding='utf-8') + '\\n', encoding='utf-8')")
    assert terminal("notes", "edit", str(note["id"])).stdout == "Nothing was changed.\n"
    assert ask(f"notes/{note['id']}/")["revision"] == 1


def test_title_and_tags_are_changed_without_an_editor(terminal, editor, note, ask):
    editor("raise SystemExit('it was opened')")
    changed = terminal.json(
        "notes", "edit", str(note["id"]), "--title", f"{note['title']} b", "--tag", "a", "--tag", "b"
    )
    assert (changed["title"], sorted(changed["tags"]), changed["body"]) == (f"{note['title']} b", ["a", "b"], TEXT)


def test_a_note_changed_elsewhere_meanwhile_keeps_both_texts(terminal, editor, note, ask, live_stack, token):
    """The editor of this test changes the note over the API while it is open, as another window would."""
    editor(
        "import json, urllib.request",
        f"request = urllib.request.Request('{live_stack.url}/api/notes/{note['id']}/', method='PATCH')",
        "request.data = json.dumps({'body': 'theirs'}).encode()",
        f"request.add_header('Authorization', 'Token {token}')",
        "request.add_header('Content-Type', 'application/json')",
        "urllib.request.urlopen(request).read()",
        "path.write_text('mine')",
    )
    refused = terminal("notes", "edit", str(note["id"]))
    assert refused.returncode == 6
    assert ask(f"notes/{note['id']}/")["body"] == "theirs"
    assert kept_texts(terminal) == ["mine"]
    (kept,) = (terminal.state / "notes").glob("*.md")
    assert str(kept) in refused.stderr and "revision 1 is now 2" in refused.stderr
    assert terminal("notes", "edit", str(note["id"]), "--file", str(kept)).returncode == 0
    assert ask(f"notes/{note['id']}/")["body"] == "mine"


def test_a_conflict_is_told_as_json_with_the_note_as_it_stands(terminal, editor, note, live_stack, token):
    editor(
        "import json, urllib.request",
        f"request = urllib.request.Request('{live_stack.url}/api/notes/{note['id']}/', method='DELETE')",
        f"request.add_header('Authorization', 'Token {token}')",
        "urllib.request.urlopen(request).read()",
        "path.write_text('mine')",
    )
    refused = terminal("notes", "edit", str(note["id"]), "--json")
    assert refused.returncode == 2
    assert '"status": 404' in refused.stdout
    assert kept_texts(terminal) == ["mine"]


def test_a_text_that_finds_no_connection_is_kept(terminal, editor, title):
    editor("path.write_text('long thought about')")
    terminal.more["GRADUS_URL"] = f"http://127.0.0.1:{free_port()}"
    refused = terminal("notes", "new", title)
    assert refused.returncode == 3
    assert kept_texts(terminal) == ["long thought about"]
    assert str(terminal.state) in refused.stderr


def test_a_title_that_is_taken_keeps_the_text(terminal, editor, note):
    editor("path.write_text('another text')")
    refused = terminal("notes", "new", note["title"])
    assert refused.returncode == 2
    assert "You already have a note called" in refused.stderr
    assert kept_texts(terminal) == ["another text"]


def test_a_save_whose_answer_was_lost_is_saved_once(through, proxy, note, ask):
    (through.home / "mine.md").write_text("once")
    proxy.swallow_patches = 1
    saved = through("notes", "edit", str(note["id"]), "--file", "mine.md")
    assert (saved.returncode, saved.stderr) == (0, "")
    assert ask(f"notes/{note['id']}/")["revision"] == 2
    assert len(proxy.asked("PATCH")) == 2


@pytest.mark.parametrize("ending", ["raise SystemExit(3)", "path.unlink()", "path.write_bytes(b'\\xff')"])
def test_an_editor_that_fails_changes_nothing(terminal, editor, note, ask, ending):
    editor("path.write_text('half a thought')", ending)
    refused = terminal("notes", "edit", str(note["id"]))
    assert refused.returncode == 2
    assert refused.stderr.startswith("The editor failed") and "Nothing was saved" in refused.stderr
    assert ask(f"notes/{note['id']}/")["revision"] == 1


def test_what_was_written_before_the_editor_failed_is_kept(terminal, editor, note):
    editor("path.write_text('half a thought')", "raise SystemExit(3)")
    assert "your text is kept in" in terminal("notes", "edit", str(note["id"])).stderr
    assert kept_texts(terminal) == ["half a thought"]


def test_ctrl_c_is_the_editors_while_it_is_open(terminal, editor, note, ask):
    """A person presses it in an editor that knows what to do with it; gradus gets the signal too, and waits on."""
    editor(
        "import os, signal",
        "signal.signal(signal.SIGINT, lambda *_: None)",
        "os.kill(os.getppid(), signal.SIGINT)",
        "path.write_text('thought to its end')",
    )
    assert terminal("notes", "edit", str(note["id"])).returncode == 0
    assert ask(f"notes/{note['id']}/")["body"] == "thought to its end"


def test_what_commands_a_terminal_is_taken_out_of_a_text(terminal, ask, title):
    made = ask("notes/", {"title": title, "body": "red \x1b[31m and \x9b2J and \u202e back"})
    shown = terminal("notes", "show", str(made["id"])).stdout
    assert "red \ufffd[31m and \ufffd2J and \ufffd back" in shown
