"""What the vault says of itself."""

from typing import Final

README: Final = """\
# Your Gradus vault

Everything you keep in Gradus, as Markdown that any editor reads and Obsidian opens as a vault. The facts stand between
the lines of dashes at the top of each file (YAML front matter); what is below them is there to be read.

| Folder | What it holds |
| --- | --- |
| `roadmaps/` | Your own roadmaps, boxes ticked. `built-in/`: the built-in ones as you stand with them, to read. \
`originals/`: what a roadmap was made from. `drafts/`: changes you have not confirmed. |
| `topics/` | A page for each topic of which something is known: your tick and date, and the evidence. |
| `submissions/` | Every file you sent to a lab, with its verdict and what each check said. |
| `drafts/` | Code in the editor of a lab that you have not sent. |
| `notes/` | Your notes, their earlier texts, their pictures, and what you typed and did not save. |
| `papers/` | Your log of papers, their reproductions, and the reading queue. |
| `proofs/` | Explanations, artefacts, readings and links that show what you know. |
| `habits/` | Ladders, competitions, tools, teaching, upkeep, rest days, minutes. |
| `reviews/` | What comes back for review, and how each went. |
| `plan/` | Which roadmaps you follow, and how many hours a week you have. |

## Bringing it in

Under Account, at “Your vault”, or with `manage.py import_vault FILE`. You see first what would be added. Nothing you
have is overwritten: what differs is kept beside it, and a second import of the same file changes nothing.

`state`, `proven` and `evidence` of a topic are computed and not read back. A submission counts as proof only where it
was judged: its signature can be checked by the installation that made it, for the learner it was made for. Elsewhere it
is shown as proven elsewhere, and one press has the same code judged again.

Not in here: your password, your API tokens, and the undone steps of drafts.
"""
