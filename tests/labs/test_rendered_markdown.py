"""Markdown comes out as HTML that is right, and safe whatever went in."""

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.markdown import Link, Target, render, targets_of
from labs.sanitising import ATTRIBUTES, MATHS_TAGS, TEXT_TAGS


class Seen(HTMLParser):
    """Every tag and attribute of some HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in ("href", "src")]


def everywhere(targets):
    return {target: Link(f"The {target.name}", f"/{target.kind}/{target.name}/") for target in targets}


def nowhere(targets):
    return {}


# What is right


def test_a_table_keeps_its_alignment_without_a_style():
    html = render("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert '<td align="right">2</td>' in html


def test_code_is_marked_up_by_classes():
    assert '<span class="k">def</span>' in render("```python\ndef f(): pass\n```")


def test_headings_begin_below_the_title_of_the_page():
    assert render("# One\n\n## Two").startswith("<h2>One</h2>\n<h3>Two</h3>")


def test_a_task_shows_its_state_with_a_name():
    html = render("- [x] read\n- [ ] build")
    assert re.findall(r'aria-label="(\w+)"', html) == ["done", "open"]


def test_inline_maths_becomes_mathml():
    html = render(r"the slope $\frac{dy}{dx}$ of $3 and $4")
    assert '<math display="inline">' in html
    assert "<mfrac>" in html
    assert html.endswith("of $3 and $4</p>")


def test_maths_in_a_block_of_its_own_is_displayed():
    html = render("$$\n\\sum_i x_i < 1\n$$")
    assert '<math display="block">' in html
    assert "<mo>&lt;</mo>" in html


def test_a_maths_fence_is_displayed_maths():
    assert '<math display="block">' in render("```math\nx^2\n```")


@pytest.mark.parametrize("formula", ["x_", r"\left( x", "{" * 300, r"\frac" * 700, "x" * 5000, "x^{" * 900 + "}" * 900])
def test_maths_that_cannot_be_read_shows_its_source(formula):
    html = render(f"before ${formula}$ after")
    assert '<span class="unread-maths"><code>' in html
    assert formula in html
    assert "before" in html
    assert "after" in html


@pytest.mark.parametrize(
    ("written", "target", "shown"),
    [
        ("[[Chain rule]]", Target("note", "Chain rule"), "The Chain rule"),
        ("[[lab:adam]]", Target("lab", "adam"), "The adam"),
        ("[[topic:backprop|going back]]", Target("topic", "backprop"), "going back"),
        ("[[Paper: 1706.03762]]", Target("paper", "1706.03762"), "The 1706.03762"),
        ("[[note:lab: a tour]]", Target("note", "lab: a tour"), "The lab: a tour"),
        ("[[time: a tour]]", Target("note", "time: a tour"), "The time: a tour"),
        (r"[[a\b]]", Target("note", r"a\b"), r"The a\b"),
    ],
)
def test_a_wikilink_names_its_kind_and_may_carry_words(written, target, shown):
    assert targets_of(written) == [target]
    assert f">{shown}</a>" in render(written, everywhere)


def test_a_wikilink_in_a_table_escapes_its_pipe():
    html = render("| a |\n|---|\n| [[lab:adam\\|Adam]] |", everywhere)
    assert '<a class="wikilink" href="/lab/adam/">Adam</a>' in html


def test_an_unresolved_wikilink_is_marked():
    assert '<span class="wikilink unresolved">Later</span>' in render("[[Later]]", nowhere)


def test_without_a_resolver_a_wikilink_is_its_label():
    assert render("[[lab:adam|Adam]]") == '<p><span class="wikilink">Adam</span></p>'


def test_code_and_escaped_brackets_hold_no_wikilinks():
    assert targets_of("`[[a]]` \\[[b]]\n\n```\n[[c]]\n```\n\n    [[d]]") == []


def test_the_same_text_leads_elsewhere_for_another_reader():
    assert render("[[A]]", everywhere) != render("[[A]]", nowhere)


def test_the_resolver_is_asked_once_for_all_links():
    asked = []
    render("[[A]] [[B]] [[A]]", lambda targets: asked.append(list(targets)) or {})
    assert asked == [[Target("note", "A"), Target("note", "B")]]


# What is safe

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed">over everything</p>',
    "<iframe src=https://example.org></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=/account/><input name=a><button>Go</button></form>",
    "<base href=https://example.org>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<javascript:alert(1)>",
    '![a](x "onerror=alert(1)")',
    '![a" onerror="alert(1)](x)',
    '[[a" onmouseover="alert(1)]]',
    "[[<script>alert(1)</script>]]",
    "[[a|<img src=x onerror=alert(1)>]]",
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\text{&lt;script&gt;alert(1)&lt;/script&gt;}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\style{position:fixed}{x}$",
    "$$\n</math><script>alert(1)</script>\n$$",
    "```math\n</div><script>alert(1)</script>\n```",
    '```{.python onclick="alert(1)" style="x"}\npass\n```',
    "```html\n<script>alert(1)</script>\n```",
    '<span data-link="a&quot;><script>alert(1)</script>">x</span>',
    '<span class="arithmatex">\\(\\text{<script>}\\)</span>',
    "<details ontoggle=alert(1) open>x</details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


def is_harmless(html):
    seen = Seen(html)
    assert seen.tags <= TEXT_TAGS | MATHS_TAGS
    ours = {("a", "class"), ("a", "rel"), ("span", "class")}
    allowed = {(tag, name) for tag, names in ATTRIBUTES.items() for name in names} | ours
    assert seen.attributes <= allowed
    for address in seen.addresses:
        scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", address or "", re.IGNORECASE)
        assert not scheme or scheme[1].lower() in ("http", "https", "mailto") or address.startswith("data:image/png")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_comes_out_harmless(text):
    is_harmless(render(text, everywhere))


@given(st.lists(st.sampled_from([*HOSTILE, "\n\n", "> ", "- ", "`", "$", "|", "[[", "]]", "<", "text"]), max_size=8))
def test_hostile_pieces_in_any_order_come_out_harmless(pieces):
    is_harmless(render("".join(pieces), everywhere))


@given(st.text(max_size=200))
def test_any_text_at_all_is_rendered(text):
    is_harmless(render(text, nowhere))


def test_a_picture_may_be_embedded():
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in render("![plot](data:image/png;base64,iVBORw0KGgo=)")


def test_class_names_of_the_page_cannot_be_borrowed():
    assert "class" not in render('<div class="message error">Your session ended</div>')


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[a](" * 8_000,
        "![[" * 8_000,
        "[" * 5_000 + "]" * 5_000,
        "[)" * 20_000,
        "<a " * 30_000,
        "# a\n" * 20_000,
        "```\n" * 20_000,
        "words " * 20_000,
    ],
    ids=["open", "addresses", "pictures", "nested", "mixed", "tags", "headings", "fences", "length"],
)
def test_a_text_that_would_take_minutes_shows_its_source(text):
    assert render(text).startswith("<pre>" + escape(text[:20]))


def test_nesting_deeper_than_can_be_followed_shows_the_source():
    assert render("- " * 2_000 + "a").startswith("<pre>- - - ")
