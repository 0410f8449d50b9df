"""Catalogues of labs that exist only to be listed."""

from pathlib import Path


def make_labs(folder: Path, *slugs: str) -> Path:
    """A catalogue folder with a lab for each slug: enough of one to be listed."""
    for slug in slugs:
        lab = folder / "topic" / slug
        lab.mkdir(parents=True)
        (lab / "lab.toml").write_text(f'title = "The lab {slug}"\nframework = "numpy"\ndefines = ["solve"]\n')
    return folder
