"""Categories of arXiv, whose feeds can be read. Names: https://arxiv.org/category_taxonomy."""

from __future__ import annotations

import re

FIRST_CHOICE = ("cs.CV", "cs.CL", "cs.LG")
# What people who learn deep learning most often follow; any other category can be typed.
OFFERED = {
    "cs.CV": "Computer vision",
    "cs.CL": "Computation and language",
    "cs.LG": "Machine learning",
    "cs.AI": "Artificial intelligence",
    "cs.NE": "Neural and evolutionary computing",
    "cs.RO": "Robotics",
    "cs.SD": "Sound",
    "cs.IR": "Information retrieval",
    "stat.ML": "Machine learning (statistics)",
    "eess.IV": "Image and video processing",
}
WITH_CLASSES = ("astro-ph", "cond-mat", "cs", "econ", "eess", "math", "nlin", "physics", "q-bio", "q-fin", "stat")
WITHOUT_CLASSES = (
    *("gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nucl-ex", "nucl-th", "quant-ph"),
    *WITH_CLASSES,
)
MOST = 12  # of one learner


class UnknownCategory(ValueError):
    """No category of arXiv is called so."""


def category_named(text: str) -> str:
    """The category in arXiv's spelling: `CS.cv` -> `cs.CV`. Raises UnknownCategory."""
    archive, dot, subject = text.strip().partition(".")
    archive = archive.lower()
    if not dot and archive in WITHOUT_CLASSES:
        return archive
    if archive in WITH_CLASSES and re.fullmatch(r"[A-Za-z]{2}", subject):
        return f"{archive}.{subject.upper()}"
    if archive in WITH_CLASSES and re.fullmatch(r"[a-z]{2,}(-[a-z]{2,})*", subject) and len(subject) <= 12:
        return f"{archive}.{subject}"  # cond-mat.mes-hall, physics.optics
    raise UnknownCategory(f"“{text.strip()[:40]}” is no category of arXiv; they are written like cs.CV or stat.ML.")
