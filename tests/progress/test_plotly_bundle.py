"""Plotly's own script, small on the wire and harmless to the Content-Security-Policy."""

import gzip

from django.test import Client
from django.urls import reverse

from roadmap.progress import plotly_bundle


def test_the_compressed_script_is_the_packaged_one() -> None:
    assert gzip.decompress(plotly_bundle.compressed()) == plotly_bundle.SCRIPT.read_bytes()


def test_every_part_that_would_write_its_own_style_is_known_by_its_id() -> None:
    script = plotly_bundle.SCRIPT.read_text(encoding="utf-8")
    assert plotly_bundle.style_ids()
    assert all(script.count(f'getElementById("{name}")') for name in plotly_bundle.style_ids())


def test_the_script_may_be_kept_for_a_year_and_travels_compressed(client: Client) -> None:
    answer = client.get(reverse("plotly-script", args=[plotly_bundle.release()]), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_client_without_gzip_gets_the_script_as_it_is(client: Client) -> None:
    answer = client.get(reverse("plotly-script", args=[plotly_bundle.release()]))
    assert answer.content == plotly_bundle.SCRIPT.read_bytes()


def test_the_address_of_another_release_is_not_answered_with_this_one(client: Client) -> None:
    assert client.get(reverse("plotly-script", args=["0.0.1"])).status_code == 404
