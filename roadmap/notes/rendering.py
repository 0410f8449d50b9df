"""Markdown as a page shows it, with the wikilinks leading where they lead for its reader."""

from django.utils.safestring import SafeString, mark_safe

from labs import markdown
from labs.markdown import LinkResolver
from roadmap.notes.links import links_for


def render(text: str, *, link: LinkResolver | None = None) -> SafeString:
    """`text` as sanitised HTML. `link=links_for(learner)` also finds that learner's notes and papers; without it
    only labs and the topics that everyone sees are found, and the rest is marked as unresolved.
    """
    return mark_safe(markdown.render(text, link or links_for()))  # sanitised in labs.markdown
