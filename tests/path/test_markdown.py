"""The dialect: what each way of writing means."""

import pytest

from roadmap.path.markdown import Link, Mark, Outline, RoadmapError, TopicText, parse, parse_stored

PARTS = """
# Deep learning ^deep

What it is about.

On two paragraphs.

## Begin ^start

The first steps.

- [ ] Open
- [x] Done ^done-key
- [-] Skipped
"""


def only(text: str) -> TopicText:
    """The one topic of a text."""
    (topic,) = parse(text).walk()
    return topic


def shape(outline: Outline) -> list[object]:
    def nested(topics: list[TopicText]) -> list[object]:
        return [[topic.title, *nested(topic.children)] if topic.children else topic.title for topic in topics]

    return [[phase.title, *nested(phase.topics)] for phase in outline.phases]


def test_title_summary_phase_and_items() -> None:
    outline = parse(PARTS)
    assert (outline.title, outline.slug) == ("Deep learning", "deep")
    assert outline.summary == "What it is about.\n\nOn two paragraphs."
    (phase,) = outline.phases
    assert (phase.title, phase.key, phase.body) == ("Begin", "start", "The first steps.")
    assert [(topic.title, topic.mark) for topic in phase.topics] == [
        ("Open", Mark.OPEN),
        ("Done", Mark.DONE),
        ("Skipped", Mark.SKIPPED),
    ]
    assert phase.topics[1].key == "done-key"


@pytest.mark.parametrize("bullet", ["- [ ]", "- [x]", "-", "*", "+", "1.", "12)", "* [ ]", "3. [X]"])
def test_every_kind_of_bullet_makes_an_item(bullet: str) -> None:
    assert only(f"{bullet} A topic").title == "A topic"


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t", "      "])
def test_any_indentation_nests(indent: str) -> None:
    text = f"## P\n- a\n{indent}- b\n{indent}{indent}- c\n{indent}- d\n- e\n"
    assert shape(parse(text)) == [["P", ["a", ["b", "c"], "d"], "e"]]


def test_items_a_space_apart_are_siblings() -> None:
    assert shape(parse("## P\n- a\n - b\n")) == [["P", "a", "b"]]


def test_numbered_items_hold_bulleted_ones() -> None:
    assert shape(parse("## P\n10. a\n    - b\n      - c\n11. d\n")) == [["P", ["a", ["b", "c"]], "d"]]


def test_links_at_the_end_leave_the_title_and_links_inside_stay() -> None:
    topic = only("- Read [[paper:1512.03385]] and build it [[lab:resnet-blocks]] [[topic: residual ]] ^key")
    assert topic.title == "Read [[paper:1512.03385]] and build it"
    assert topic.links == [Link("paper", "1512.03385"), Link("lab", "resnet-blocks"), Link("topic", "residual")]


def test_a_link_with_words_of_its_own_stays_where_it_is() -> None:
    topic = only("- Build it [[lab:resnet-blocks|the blocks]] ^key")
    assert topic.title == "Build it [[lab:resnet-blocks|the blocks]]"
    assert topic.links == [Link("lab", "resnet-blocks")]


def test_a_link_of_the_body_is_a_link_of_the_topic() -> None:
    topic = only("- A [[lab:one]]\n\n  See [[note:My words]] and [[lab:one]].\n")
    assert topic.links == [Link("note", "My words"), Link("lab", "one")]


def test_a_link_that_is_not_ours_is_only_words() -> None:
    topic = only("- See [[Some note]] and [[lab:]]")
    assert (topic.title, topic.links) == ("See [[Some note]] and [[lab:]]", [])


def test_tags_tell_the_kind_and_the_proofs_wherever_they_stand() -> None:
    topic = only("- Say #proof/note it #milestone well #proof/artefact #proof/note ^k")
    assert (topic.title, topic.kind, topic.proofs) == ("Say it well", "milestone", ["note", "artefact"])


def test_a_tag_that_is_not_ours_stays_a_word() -> None:
    topic = only("- Learn C# and #deep #proof/guess")
    assert (topic.title, topic.kind, topic.proofs) == ("Learn C# and #deep #proof/guess", "topic", [])


def test_indented_paragraphs_are_the_body() -> None:
    topic = only("- A\n\n  First.\n\n      indented more\n\n  Last.\n")
    assert topic.body == "First.\n\n    indented more\n\nLast."


def test_a_paragraph_after_children_belongs_to_the_item_it_lines_up_with() -> None:
    outline = parse("## P\n- a\n  - b\n\n  of a\n\n    of b\n")
    a, b = outline.walk()
    assert (a.body, b.body) == ("of a\n\n  of b", "")


def test_a_line_that_runs_on_belongs_to_its_item() -> None:
    assert only("- a long item that\nruns on\n").body == "runs on"


def test_text_at_the_margin_belongs_to_the_phase() -> None:
    outline = parse("## P\nbefore\n\n- a\n\nbetween\n\n- b\n")
    assert outline.phases[0].body == "before\n\nbetween"
    assert [topic.title for topic in outline.walk()] == ["a", "b"]


def test_a_code_fence_is_kept_whole() -> None:
    topic = only("- a\n  ```python\n  - not an item\n  # not a heading\n\n    deeper\n  ```\n")
    assert topic.body == "```python\n- not an item\n# not a heading\n\n  deeper\n```"


def test_a_fence_that_never_closes_swallows_no_item() -> None:
    outline = parse("## P\n- a\n  ```\n  code\n- b\n")
    assert [topic.title for topic in outline.walk()] == ["a", "b"]
    assert next(outline.walk()).body == "```\ncode\n```"


def test_tags_and_id_on_a_line_of_their_own_belong_to_the_item() -> None:
    topic = only("- Why depth helps\n  [[lab:universal-approximation]] #proof/note ^depth\n  Because.\n")
    assert (topic.key, topic.proofs, topic.body) == ("depth", ["note"], "Because.")
    assert topic.links == [Link("lab", "universal-approximation")]


def test_an_id_at_the_end_of_the_body_is_the_items() -> None:
    topic = only("- a\n  the rest of it ^key\n")
    assert (topic.key, topic.body) == ("key", "the rest of it")


def test_an_item_that_is_only_a_link_is_called_after_it() -> None:
    topic = only("- [[lab:adam-adamw-amsgrad]]")
    assert (topic.title, topic.links) == ("adam-adamw-amsgrad", [Link("lab", "adam-adamw-amsgrad")])


def test_headings_below_the_phases_become_topics() -> None:
    text = "# T\n## P\n### Part\nabout it\n- a\n#### Deeper #habit ^deep\n- b\n### Other\n- c\n## Q\n- d\n"
    outline = parse(text)
    assert shape(outline) == [["P", ["Part", "a", ["Deeper", "b"]], ["Other", "c"]], ["Q", "d"]]
    part, _, deeper, *_ = outline.walk()
    assert part.body == "about it"
    assert (deeper.kind, deeper.key) == ("habit", "deep")


def test_the_highest_headings_are_the_phases() -> None:
    assert shape(parse("### **One** (Ongoing)\n- a\n### *Two:*\n- b\n")) == [["One (Ongoing)", "a"], ["Two", "b"]]
    assert shape(parse("# One\n- a\n# Two\n- b\n")) == [["One", "a"], ["Two", "b"]]


def test_items_without_a_heading_stand_in_a_phase_called_as_the_roadmap() -> None:
    assert shape(parse("- a\n", default_title="Mine")) == [["Mine", "a"]]
    assert shape(parse("# Ours\n- a\n## P\n- b\n")) == [["Ours", "a"], ["P", "b"]]


def test_rules_and_front_matter_are_left_out() -> None:
    outline = parse("---\ntags: [a]\ncreated: 2026-01-01\n---\n# T\n- a\n\n---\n- b\n***\n")
    assert shape(outline) == [["T", "a", "b"]]
    assert outline.remarks == ["The front matter above the roadmap was left out."]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert shape(parse("---\n- a\n---\n- b\n", default_title="T")) == [["T", "a", "b"]]


def test_an_item_without_words_is_left_out_and_said() -> None:
    outline = parse("- a\n- [ ] \n-\n")
    assert [topic.title for topic in outline.walk()] == ["a"]
    assert outline.remarks == [f"Line {n} is an item without words; it was left out." for n in (2, 3)]


@pytest.mark.parametrize("text", ["", "# Only a title", "Words.\n\n## A phase\n\nMore words.", "```\n- a\n```"])
def test_a_text_without_items_is_no_roadmap(text: str) -> None:
    with pytest.raises(RoadmapError, match="no list item"):
        parse(text)


def test_ten_thousand_lines_are_read() -> None:
    text = "# T\n" + "".join(f"## P{p}\n" + "".join(f"- a{p}-{i}\n" for i in range(999)) for p in range(10))
    assert sum(1 for _ in parse(text).walk()) == 9990


def test_a_text_read_again_says_the_same_and_is_another_one_to_change() -> None:
    text = "# R\n\nWhy.\n\n## P\n- [ ] One [[lab:adam]] #proof/note\n  - [ ] Below\n"
    first = parse_stored(text, "R")
    first.phases[0].topics[0].children[0].title = "Changed"
    first.phases[0].topics[0].links.clear()
    first.phases[0].topics.append(TopicText("Added"))
    first.remarks.append("Remarked.")
    again = parse_stored(text, "R")
    assert again == parse(text)
    assert again.remarks == parse(text).remarks
