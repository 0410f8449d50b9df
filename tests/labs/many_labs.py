"""A catalogue as large as the map has to bear: sections of labs, chains and forks in them, some that build on other
sections, some on labs that are not written yet."""

from pathlib import Path

SECTIONS = (
    *("foundations", "mathematics", "training", "architectures", "frameworks", "attention", "generative", "graphs"),
    *("reinforcement", "speed", "deployment", "interpretability"),
)
WORDS = ("Gradients", "of a layer", "that remembers", "by hand", "and its slope", "without a loop", "in half precision")
FACTS = """title = "{title}"
framework = "{framework}"
level = "{level}"
minutes = {minutes}
defines = ["solve"]
devices = ["cpu"{cuda}]
concepts = ["concept-{slug}"]
prerequisites = [{prerequisites}]
"""


def make_many(folder: Path, count: int = 160) -> Path:
    """`count` labs, spread over the sections."""
    for number in range(count):
        section = SECTIONS[number % len(SECTIONS)]
        lab = folder / section / slug_of(number)
        lab.mkdir(parents=True)
        (lab / "lab.toml").write_text(facts(number), encoding="utf-8")
        (lab / "statement.md").write_text(f"Build number {number}.", encoding="utf-8")
        (lab / "checks.py").write_text("", encoding="utf-8")
        (lab / "starter.py").write_text("", encoding="utf-8")
    return folder


def slug_of(number: int) -> str:
    return f"lab-{number:03}"


def facts(number: int) -> str:
    words = [WORDS[number % len(WORDS)], *(WORDS[(number // 7 + n) % len(WORDS)] for n in range(number % 4))]
    return FACTS.format(
        slug=slug_of(number),
        title=f"{number} {' '.join(dict.fromkeys(words))}",
        framework=("python", "numpy", "torch")[number % 3],
        level=("first", "core", "deep")[number % 5 // 2],
        minutes=20 + 5 * (number % 15),
        cuda=', "cuda"' if number % 11 == 0 else "",
        prerequisites=", ".join(f'"{slug}"' for slug in prerequisites(number)),
    )


def prerequisites(number: int) -> list[str]:
    """In each section chains of four and single labs; here and there one of another section, or one of tomorrow."""
    place = number // len(SECTIONS)
    before = [slug_of(number - len(SECTIONS))] if place % 5 in (1, 2, 3) else []
    fork = [slug_of(number - 2 * len(SECTIONS))] if place % 7 == 2 else []
    other = [slug_of(number - 1)] if number % 9 == 8 else []
    return [*before, *fork, *other, *(["lab-of-tomorrow"] if number % 40 == 39 else [])]
