"""arXiv ids and DOIs, as people type and paste them, brought to one spelling."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

# https://info.arxiv.org/help/arxiv_identifier.html: four digits after the dot until 2014, five from 2015.
MODERN = re.compile(r"(\d{2})(\d{2})\.(\d{4,5})(?:v\d+)?")
ARCHIVE = re.compile(r"([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/(\d{2})(\d{2})(\d{3})(?:v\d+)?")
ARXIV_LEAD = re.compile(
    r"(?:arxiv:\s*|(?:https?://)?(?:www\.)?(?:"
    r"(?:export\.|[a-z]{2}\.)?arxiv\.org/(?:abs|pdf|html|format|e-print)/"
    r"|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)/|alphaxiv\.org/(?:abs|pdf|overview)/|huggingface\.co/papers/))",
    re.IGNORECASE,
)
# How arXiv prints an id on the first page: arXiv:1706.03762v7 [cs.CL] 2 Aug 2023
ARXIV_STAMP = re.compile(r"(arxiv:\s*\S+)\s+\[[\w.-]+\].*", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")
DOI_LEAD = re.compile(r"(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)", re.IGNORECASE)
# What publishers put behind a DOI in their own addresses.
PAGE_OF_DOI = re.compile(
    r"(?:/(?:full|fulltext|pdf|epdf|abstract|html|meta|references)|\.(?:full|pdf|html)|[.,;])+$", re.IGNORECASE
)
ARXIV_DOI = "10.48550/arxiv."


class UnreadIdentifier(ValueError):
    """The text is neither an arXiv id nor a DOI."""


class Identifier(NamedTuple):
    """At least one of the two is filled in. An arXiv id carries no version, a DOI is in lower case."""

    arxiv_id: str = ""
    doi: str = ""


def identify(text: str) -> Identifier:
    """Read an arXiv id or a DOI, bare, with its prefix, or out of a pasted address. Raises UnreadIdentifier."""
    trimmed = ARXIV_STAMP.sub(r"\1", text.strip()).rstrip(".,;")
    if arxiv_id := _arxiv_id(trimmed):
        return Identifier(arxiv_id=arxiv_id)
    if doi := _doi(trimmed):
        return Identifier(arxiv_id=_arxiv_id(doi.removeprefix(ARXIV_DOI)) if doi.startswith(ARXIV_DOI) else "", doi=doi)
    raise UnreadIdentifier(
        f"“{text.strip()}” is neither an arXiv id (such as 1706.03762) nor a DOI (such as 10.1038/nature14539)."
    )


def normalised(name: str) -> str:
    """The one spelling of a paper's name: its arXiv id, else its DOI, else the name as it is."""
    try:
        found = identify(name)
    except UnreadIdentifier:
        return " ".join(name.split())
    return found.arxiv_id or found.doi


def year_of(arxiv_id: str) -> int | None:
    """The year an arXiv id was given in, where the id tells it: `1706.03762` -> 2017, `cs/0112017` -> 2001."""
    digits = re.search(r"(?:^|/)(\d{2})\d{2}", arxiv_id)
    if not digits:
        return None
    short = int(digits[1])
    return 1900 + short if short >= 91 else 2000 + short  # arXiv began in 1991


def _arxiv_id(text: str) -> str:
    bare = re.sub(r"(?:\.pdf)?(?:[?#].*)?$", "", ARXIV_LEAD.sub("", text, count=1))
    if found := MODERN.fullmatch(bare):
        year, month, number = found.groups()
        digits = 5 if int(year) >= 15 else 4
        return f"{year}{month}.{number}" if 1 <= int(month) <= 12 and len(number) == digits else ""
    if found := ARCHIVE.fullmatch(bare):
        archive, year, month, number = found.groups()
        return f"{archive}/{year}{month}{number}" if 1 <= int(month) <= 12 else ""
    return ""


def _doi(text: str) -> str:
    bare = DOI_LEAD.sub("", text, count=1)
    bare = unquote(bare).rstrip(".,;") if bare != text else _doi_in_address(text) or bare
    return bare.lower() if DOI.fullmatch(bare) and len(bare) <= 200 else ""


def _doi_in_address(text: str) -> str:
    """The DOI in the path of a publisher's page, such as https://dl.acm.org/doi/pdf/10.1145/3065386."""
    if not re.match(r"https?://", text, re.IGNORECASE):
        return ""
    try:
        path = unquote(urlsplit(text).path)
    except ValueError:  # brackets that are no address of a machine
        return ""
    found = re.search(rf"/({DOI.pattern})", path)
    return PAGE_OF_DOI.sub("", found[1]) if found else ""
