"""BibTeX in and out: what a pasted entry says of a paper, and the entry that a paper gives."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, Field, ParsingFailedBlock
from django.utils.text import slugify
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexencode import UnicodeToLatexEncoder

from roadmap.papers.identifiers import Identifier, UnreadIdentifier, identify, year_of

if TYPE_CHECKING:
    from roadmap.papers.models import Paper

LONGEST_READ = 300_000  # characters; a library of some five hundred papers
ENTRIES_READ = 2000
VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "publisher", "howpublished", "series")
NO_ENTRY = "There is no BibTeX entry in it: one begins like @article{key, or @inproceedings{key,."
TOO_LONG = f"It is longer than the {LONGEST_READ:,} characters that are read at once: split it and add the parts."
BRACES = str.maketrans("{}", "()")
# {\"o} for ö, so that classic BibTeX sorts and prints it; what LaTeX has no word for stays as it is.
LATEX = UnicodeToLatexEncoder(
    replacement_latex_protection="braces-all", unknown_char_policy="keep", unknown_char_warning=False
)
# What cannot be read is answered in our own sentences; the library's go nowhere.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Described:
    """What one entry says, each part empty where it says nothing. `raw` is its text as it was pasted."""

    key: str
    raw: str
    title: str = ""
    authors: str = ""  # one a line
    venue: str = ""
    year: int | None = None
    abstract: str = ""
    url: str = ""
    identifier: Identifier = field(default_factory=Identifier)


@dataclass(frozen=True)
class Reading:
    """The entries of a text; for what could not be read, a sentence each and the text itself."""

    entries: list[Described] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unread: str = ""


def read(text: str) -> Reading:
    """Every entry of a BibTeX text. Never raises: damage is told in `problems`, and its text stands in `unread`."""
    if len(text) > LONGEST_READ or text.count("@") > ENTRIES_READ:
        return Reading([], [TOO_LONG], text)
    try:
        library = parse_string(text, append_middleware=[NamesApart(), middlewares.LatexDecodingMiddleware()])
    except (RecursionError, ValueError, IndexError, KeyError) as error:
        return Reading([], [f"It could not be read ({type(error).__name__})."], text)
    entries = [described(entry) for entry in library.entries]
    problems = [problem(block) for block in library.failed_blocks]
    unread = "\n\n".join(block.raw or "" for block in library.failed_blocks)
    return Reading(entries, problems if entries or problems else [NO_ENTRY], unread if entries or problems else text)


def problem(block: ParsingFailedBlock) -> str:
    """Why one block could not be read, and where it begins."""
    where = f"The entry that begins in line {(block.start_line or 0) + 1}"
    match block:
        case DuplicateFieldKeyBlock():
            return f"{where} gives {' and '.join(sorted(block.duplicate_keys))} twice: keep one."
        case DuplicateBlockKeyBlock():
            return f"{where} has the same key as an earlier one, {block.key}: give it another."
        case _:
            return f"{where} is damaged: a brace, a quote or a comma is missing before its end."


def described(entry: Entry) -> Described:
    values = {one.key.lower(): one.value for one in entry.fields}
    text = {key: plain(value) for key, value in values.items() if isinstance(value, str)}
    named = identified(text)
    return Described(
        key=entry.key,
        raw=(entry.raw or "").strip(),
        title=text.get("title", "")[:500],
        authors=authors_of(values.get("author") or values.get("editor") or []),
        venue=next((text[name] for name in VENUES if text.get(name)), "")[:200],
        year=year_in(text.get("year") or text.get("date", "")) or year_of(named.arxiv_id),
        abstract=text.get("abstract", ""),
        url=text.get("url", "") if re.fullmatch(r"https?://\S{1,490}", text.get("url", "")) else "",
        identifier=named,
    )


def plain(value: str) -> str:
    return " ".join(value.replace("\0", "").replace("{", "").replace("}", "").split())


def authors_of(names: list[str] | str) -> str:
    listed = names if isinstance(names, list) else [names]
    return "\n".join(name for name in map(plain, map(unlatexed, listed)) if name)


class NamesApart(middlewares.BlockMiddleware):
    """Makes a list of the names, while braces still hold “{Barnes and Noble}” together."""

    def transform_entry(self, entry: Entry, *args: Any, **kwargs: Any) -> Entry:
        for one in entry.fields:
            if one.key.lower() in ("author", "editor") and isinstance(one.value, str):
                one.value = apart(one.value)
        return entry


def apart(names: str) -> list[str]:
    """The names between the “and”s that stand in no braces."""
    found, depth, begin = [], 0, 0
    for word in re.finditer(r"\\.|[{}]|\s+and\s+", names):
        match word[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case text if depth == 0 and text.strip() == "and":
                found.append(names[begin : word.start()])
                begin = word.end()
    return [*found, names[begin:]]


def unlatexed(name: str) -> str:
    """Letters for their LaTeX, as the library does for whole fields but not for lists of names."""
    try:
        return str(LatexNodes2Text().latex_to_text(name)) if set(name) & set("\\{}~$") else name
    except (RecursionError, ValueError, IndexError):
        return name


def year_in(text: str) -> int | None:
    found = re.search(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)", text)
    return int(found[1]) if found else None


def identified(text: dict[str, str]) -> Identifier:
    """The ids that an entry gives, wherever it gives them."""
    arxiv_id = doi = ""
    eprint = (
        text.get("eprint", "") if text.get("archiveprefix", text.get("eprinttype", "arxiv")).lower() == "arxiv" else ""
    )
    candidates = (text.get("doi", ""), eprint, text.get("arxivid", ""), text.get("url", ""), *arxiv_words(text))
    for candidate in candidates:
        try:
            found = identify(candidate)
        except UnreadIdentifier:
            continue
        arxiv_id, doi = arxiv_id or found.arxiv_id, doi or found.doi
    return Identifier(arxiv_id, doi)


def arxiv_words(text: dict[str, str]) -> Iterator[str]:
    """`arXiv:1706.03762` and the like, as it stands in journals and notes."""
    for name in ("journal", "note", "howpublished", "number"):
        yield from re.findall(r"arxiv:\s*\S+", text.get(name, ""), re.IGNORECASE)


def written(papers: Iterable[Paper]) -> str:
    """One BibTeX text for all: an entry that can be read goes out as it came in, the others are made."""
    taken: set[str] = set()
    return "\n\n".join(entry_of(paper, taken) for paper in papers) + "\n"


def entry_of(paper: Paper, taken: set[str]) -> str:
    reading = read(paper.bibtex) if paper.bibtex.strip() else Reading()
    if len(reading.entries) == 1 and not reading.problems:
        kept = reading.entries[0]
        return kept.raw.replace(kept.key, free_key(kept.key, taken), 1)
    return made(paper, free_key(key_of(paper), taken))


def free_key(wanted: str, taken: set[str]) -> str:
    key, number = wanted, 1
    while key.lower() in taken:
        number += 1
        key = f"{wanted}-{number}"
    taken.add(key.lower())
    return key


def key_of(paper: Paper) -> str:
    """Family name of the first author, year, first word of the title: vaswani2017attention."""
    first = paper.author_list[0] if paper.author_list else ""
    family = first.split(",")[0] if "," in first else first.split(" ")[-1]
    words = [slugify(family).replace("-", ""), str(paper.year or ""), slugify(paper.title).split("-")[0]]
    return "".join(words) or "paper"


def made(paper: Paper, key: str) -> str:
    said = {
        "title": paper.title,
        "author": " and ".join(paper.author_list),
        "journal": paper.venue,
        "year": str(paper.year or ""),
        "eprint": paper.arxiv_id,
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
        "doi": paper.doi,
        "url": paper.url,
        "abstract": paper.abstract,
    }
    fields = [Field(name, value.translate(BRACES)) for name, value in said.items() if value]
    library = Library([Entry("article" if paper.venue else "misc", key, fields)])
    encoded = middlewares.LatexEncodingMiddleware(encoder=LATEX)
    return write_string(library, prepend_middleware=[encoded]).strip()
