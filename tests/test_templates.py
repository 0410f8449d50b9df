"""Every template compiles, and none asks for what the Content-Security-Policy forbids."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|<[^>]+\sstyle\s*=", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", re.I),
    "an event handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.I),
    "an address of another site's script, style or picture": re.compile(r"(?:src|<link[^>]*href)=[\"']?(?:https?:)?//"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_keeps_the_content_security_policy(name):
    text = (FOLDER / name).read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []
