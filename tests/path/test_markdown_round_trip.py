"""Writing what was read and reading it again gives the same roadmap, whatever the text was."""

from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap.path.markdown import Link, Mark, Outline, PhaseText, RoadmapError, TopicText, parse, render
from roadmap.path.markdown.outline import PROOF_KINDS

PIECES = """# |## |### |- |* |1. |- [ ] |- [x] |- [-] |  |    |^a| ^b-1|[[lab:x]]|[[ paper: y z]]|[[lab:x|words]]|#milestone
 #proof/note|#foo|word|Wörter|**|*|_|`|```|~~~|---|- - -|***|>|[x]|](http://a.b)|[[|]]|\x0b|\u2028|\xa0|漢字|😀|:|#|."""
STARTS = ["- ", "  - [x] ", "    1. ", "- [-] ", "\t* ", "# ", "## ", "### ", "", "  ", "    "]
lines = st.builds(
    "{}{}".format,
    st.sampled_from(STARTS),
    st.lists(st.one_of(st.sampled_from(PIECES.replace("\n", "|").split("|")), st.text(max_size=3)), max_size=6).map(
        "".join
    ),
)
texts = st.lists(lines, min_size=1, max_size=12).map("\n".join)


@given(texts)
def test_reading_what_was_written_changes_nothing(text: str) -> None:
    try:
        outline = parse(text)
    except RoadmapError:
        assume(False)
    written = render(outline)
    again = parse(written)
    assert again == outline
    assert again.remarks == []
    assert render(again) == written


words = st.text(st.sampled_from("abcdefghij ,.:()'αβ→"), min_size=1, max_size=20).map(
    lambda text: " ".join(f"w{text}".rstrip(" :").split())
)
slugs = st.text(st.sampled_from("abcdefgh0123-"), max_size=8).map(lambda text: f"k{text}")
links = st.builds(Link, st.sampled_from(["lab", "paper", "note", "topic"]), slugs)
bodies = st.lists(words, max_size=3).map("\n\n".join)


def topics(children: st.SearchStrategy[list[TopicText]]) -> st.SearchStrategy[list[TopicText]]:
    return st.lists(
        st.builds(
            TopicText,
            title=words,
            mark=st.sampled_from(Mark),
            kind=st.sampled_from(["topic", "milestone", "habit", "reading"]),
            proofs=st.lists(st.sampled_from(PROOF_KINDS), unique=True),
            links=st.lists(links, unique=True, max_size=3),
            body=bodies,
            children=children,
        ),
        max_size=3,
    )


forests = st.recursive(st.just([]), topics, max_leaves=12)
outlines = st.builds(
    Outline,
    title=words,
    slug=slugs,
    summary=bodies,
    phases=st.lists(st.builds(PhaseText, title=words, body=bodies, topics=forests), min_size=1, max_size=4),
)


@given(outlines)
def test_every_roadmap_survives_being_written_and_read(outline: Outline) -> None:
    assume(any(True for _ in outline.walk()))
    for number, phase in enumerate(outline.phases):
        phase.key = f"phase-{number}"
    for number, topic in enumerate(outline.walk()):
        topic.key = f"topic-{number}"
    assert parse(render(outline)) == outline
