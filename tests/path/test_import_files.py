"""Files as people have them and as nobody should: encodings, damage, zips, folders, floods."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from roadmap.path.archives import MAX_FILE_BYTES, Archive, files_in
from roadmap.path.importing import import_roadmap, outlines_among
from roadmap.path.markdown import RoadmapError, parse, read_text, render
from roadmap.path.markdown.parse import DEEPEST, LONGEST_LINE, LONGEST_TITLE, MOST_LINES

ROADMAP = b"# Plan\n- [ ] One\n"


def zipped(files: dict[str, bytes], **options: int) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    file.seek(0)
    return file


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8-sig", "Café"),
        ("utf-16", "Café"),
        ("utf-32", "Café"),
        ("cp1252", "Café résumé “naïve”"),
        ("koi8-r", "Изучить глубокое обучение и нейронные сети"),
        ("shift_jis", "ニューラルネットワークの基礎を深く学習する"),
        ("gb18030", "学习深度学习的基本概念与反向传播算法"),
    ],
)
def test_a_text_is_read_in_whatever_encoding_and_a_guess_is_told(encoding: str, words: str) -> None:
    text, remarks = read_text(f"# Plan\n- {words}\n".encode(encoding))
    assert text == f"# Plan\n- {words}\n"
    assert bool(remarks) != encoding.startswith("utf")


def test_doubly_encoded_text_is_repaired_and_said_so() -> None:
    text, remarks = read_text("- an em dash — here\n".encode().decode("cp1252").encode())
    assert text == "- an em dash — here\n"
    assert remarks == [
        "1 line was damaged by a wrong encoding and repaired: “- an em dash â€” here” is now “- an em dash — here”."
    ]


def test_null_characters_are_left_out_and_said_so() -> None:
    text, remarks = read_text(b"- a\0b " + b"c" * 200)
    assert (text[:5], remarks) == ("- ab ", ["1 null character was left out."])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        bytes(5_000),
        b"\x7fELF" + bytes(500),
        "".join(map(chr, range(32))).encode() * 99,
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(owner: User, data: bytes) -> None:
    with pytest.raises(RoadmapError, match="not a text"):
        import_roadmap(data, owner)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- " + "a" * (LONGEST_LINE + 1), "Line 1 has 50,001 characters"),
        ("- " + "a" * (LONGEST_TITLE + 1), "2,001 characters; a title or an item"),
        ("\n" * MOST_LINES + "- a", "40,001 lines; 40,000 is the most"),
        ("- a " + "[[lab:x]] [[lab:y%d]]" * 150, "a title or an item"),
        ("- a\n" + "".join(f"  [[lab:x{number}]]\n" for number in range(201)), "201 things; 200 is the most"),
    ],
)
def test_floods_are_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(RoadmapError, match=why):
        parse(text)


@pytest.mark.parametrize(
    "unit", ["*a", " *a", "# ", "[[", "[a](", "[[lab:x]] ", " ^a", "`", "**", "[[a|", "#proof/note "]
)
@pytest.mark.timeout(20)
def test_a_long_line_of_markup_is_read_at_once(unit: str) -> None:
    line = (unit * (LONGEST_LINE // len(unit)))[:LONGEST_LINE]
    for text in (f"- {line[:-2]}", f"## {line}\n- a", f"- a\n  {line[2:]}"):
        try:
            parse(text)
        except RoadmapError as error:
            assert "is the most" in str(error) or "up to" in str(error)


def test_items_nested_beyond_reason_are_all_kept_side_by_side_and_said_so() -> None:
    text = "".join(f"{'  ' * depth}- t{depth}\n" for depth in range(500))
    outline = parse(text)
    assert [topic.title for topic in outline.walk()] == [f"t{number}" for number in range(500)]
    assert f"more than {DEEPEST} deep" in outline.remarks[0]
    assert parse(render(outline)) == outline


def test_deep_nesting_is_stored_and_shown(owner: User, client) -> None:
    import_roadmap("".join(f"{'  ' * depth}- t{depth}\n" for depth in range(300)).encode(), owner, "Deep")
    client.force_login(owner)
    assert client.get("/path/deep/").status_code == 200


# Zips


def test_the_markdown_of_a_zip_is_read_and_programs_files_are_not() -> None:
    names = ["a.md", "b/c.txt", ".obsidian/x.md", "__MACOSX/._a.md", "d.png", ".trash/e.md"]
    assert dict(Archive(zipped(dict.fromkeys(names, ROADMAP)))) == {"a.md": ROADMAP, "b/c.txt": ROADMAP}


@pytest.mark.parametrize("name", ["../x.md", "a/../../x.md", "/etc/x.md", "C:/x.md", "..\\x.md"])
def test_a_zip_that_names_a_place_outside_is_refused(name: str) -> None:
    with pytest.raises(RoadmapError, match="outside itself"):
        Archive(zipped({name: ROADMAP}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(RoadmapError, match="more than 4 MB"):
        Archive(zipped({"a.md": bytes(MAX_FILE_BYTES + 1)}, compression=zipfile.ZIP_DEFLATED))
    many = {f"{number}.md": bytes(MAX_FILE_BYTES) for number in range(65)}
    with pytest.raises(RoadmapError, match="unpacks to 260 MB"):
        Archive(zipped(many, compression=zipfile.ZIP_DEFLATED))


def test_a_file_larger_than_the_zip_says_is_not_read_further() -> None:
    file = zipped({"a.md": bytes(MAX_FILE_BYTES + 1)}, compression=zipfile.ZIP_DEFLATED)
    data = file.getvalue().replace(struct.pack("<L", MAX_FILE_BYTES + 1), struct.pack("<L", 10))
    with pytest.raises(RoadmapError, match=r"damaged|4 MB"):
        dict(Archive(io.BytesIO(data)))


@pytest.mark.parametrize("cut", [0, 10, 60])
def test_a_broken_zip_is_refused_in_a_sentence(cut: int) -> None:
    data = zipped({"a.md": ROADMAP}).getvalue()
    with pytest.raises(RoadmapError, match="no zip that can be read"):
        Archive(io.BytesIO(data[:cut]))


def test_a_damaged_member_is_named() -> None:
    data = bytearray(zipped({"a.md": b"- [ ] one\n" * 50}).getvalue())
    data[60] ^= 0xFF
    with pytest.raises(RoadmapError, match=r"“a\.md” in the zip is damaged"):
        dict(Archive(io.BytesIO(bytes(data))))


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(zipped({"a.md": ROADMAP}).getvalue())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(RoadmapError, match="password"):
        Archive(io.BytesIO(bytes(data)))


def test_a_link_in_a_zip_is_not_followed() -> None:
    info = zipfile.ZipInfo("link.md")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert list(Archive(file)) == []


# Folders


def test_a_vault_gives_a_roadmap_for_every_file_with_boxes(owner: User) -> None:
    found = outlines_among(
        {"a/Plan.md": b"- [ ] One\n", "b/Plan.md": b"- [x] Two\n", "note.md": b"# Words\n", "list.md": b"- x\n"}
    )
    assert {path: (one.slug, one.title) for path, one in found.outlines.items()} == {
        "a/Plan.md": ("plan", "Plan"),
        "b/Plan.md": ("plan-2", "Plan"),
    }
    assert len(found.remarks) == 2
    assert found.remarks[1].startswith("list.md was left out: it holds a list but no checkbox.")


def test_a_folder_is_read_without_following_links_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "vault" / "in").mkdir(parents=True)
    (tmp_path / "vault" / ".obsidian").mkdir()
    (tmp_path / "secret.md").write_bytes(b"- [ ] secret\n")
    (tmp_path / "vault" / "in" / "a.md").write_bytes(ROADMAP)
    (tmp_path / "vault" / ".obsidian" / "b.md").write_bytes(ROADMAP)
    (tmp_path / "vault" / "link.md").symlink_to(tmp_path / "secret.md")
    assert files_in(tmp_path / "vault") == {"in/a.md": ROADMAP}
