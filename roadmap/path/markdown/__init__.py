"""Roadmaps as Markdown: `parse` reads a text, `render` writes one, `Outline` is what stands between.

    # Title                            paragraphs below it are the summary
    ## Phase ^id                       paragraphs below it are its body
    - [ ] Topic [[lab:slug]] ^id       nested items are topics; `[x]` done, `[-]` skipped, box and bullet optional
      indented paragraphs              are the topic's body

`^id` is what a topic is about, the same in every roadmap; without one it is made from the words.
`[[lab:…]] [[paper:…]] [[note:…]] [[topic:…]]` link what proves or accompanies it, `#proof/note` and its like say what
else proves it, `#milestone`, `#habit`, `#reading` what kind of topic it is.
"""

from roadmap.path.markdown.outline import Link, Mark, Outline, PhaseText, RoadmapError, TopicText
from roadmap.path.markdown.parse import parse, parse_stored
from roadmap.path.markdown.render import render
from roadmap.path.markdown.repair import decoded, read_text, repaired
from roadmap.path.markdown.words import plain

__all__ = [
    "Link",
    "Mark",
    "Outline",
    "PhaseText",
    "RoadmapError",
    "TopicText",
    "decoded",
    "parse",
    "parse_stored",
    "plain",
    "read_text",
    "render",
    "repaired",
]
