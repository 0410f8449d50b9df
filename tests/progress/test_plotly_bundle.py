"""Plotly's own script, small on the wire and harmless to the Content-Security-Policy."""

import gzip

from roadmap.progress import plotly_bundle


def test_the_compressed_script_is_the_packaged_one() -> None:
    assert gzip.decompress(plotly_bundle.compressed()) == plotly_bundle.SCRIPT.read_bytes()


def test_every_part_that_would_write_its_own_style_is_known_by_its_id() -> None:
    script = plotly_bundle.SCRIPT.read_text(encoding="utf-8")
    assert plotly_bundle.style_ids()
    assert all(script.count(f'getElementById("{name}")') for name in plotly_bundle.style_ids())
