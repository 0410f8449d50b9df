"""Three ladders of projects, from the roadmaps: the same skill on harder and harder data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from labs.catalogue import catalogue
from roadmap.habits.models import Rung

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from runner.lab import Lab


@dataclass(frozen=True)
class Step:
    """One rung: what to build, on which data, and the labs of the catalogue that lead up to it."""

    key: str
    title: str
    link: str
    labs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ladder:
    key: str
    title: str
    steps: tuple[Step, ...]


LADDERS: Final = (
    Ladder(
        "images",
        "Images",
        (
            Step("mnist", "Ten digits: MNIST", "https://huggingface.co/datasets/ylecun/mnist", ("mlp-digits-numpy",)),
            Step("cifar-10", "Ten things in colour: CIFAR-10", "https://www.cs.toronto.edu/~kriz/cifar.html"),
            Step("imagenet", "A thousand classes: ImageNet", "https://www.image-net.org/", ("m1-resnet18",)),
            Step("coco", "Many objects in one picture: COCO", "https://cocodataset.org/", ("detector-yolo-ssd",)),
        ),
    ),
    Ladder(
        "language",
        "Language",
        (
            Step(
                "sentiment",
                "One label for a text: sentiment analysis",
                "https://ai.stanford.edu/~amaas/data/sentiment/",
                ("sentiment-classifier",),
            ),
            Step(
                "translation",
                "One text for another: machine translation",
                "https://www2.statmt.org/",
                ("seq2seq-teacher-forcing", "transformer-seq2seq", "m2-neural-machine-translation"),
            ),
            Step(
                "conversation",
                "A reply to all that was said: a chatbot",
                "https://huggingface.co/docs/transformers/conversations",
                ("chatbot-transformer",),
            ),
        ),
    ),
    Ladder(
        "generation",
        "Generation",
        (
            Step(
                "digits",
                "Anything that looks like a digit: MNIST",
                "https://huggingface.co/datasets/ylecun/mnist",
                ("dcgan",),
            ),
            Step(
                "faces",
                "Faces, measured against held-out ones",
                "https://github.com/NVlabs/ffhq-dataset",
                ("m3-stylegan2",),
            ),
            Step(
                "text-to-image",
                "Images that obey a text",
                "https://github.com/CompVis/stable-diffusion",
                ("conditional-latent-diffusion",),
            ),
        ),
    ),
)
BY_KEY: Final = {ladder.key: ladder for ladder in LADDERS}


@dataclass(frozen=True)
class Climbed:
    """A rung as the learner stands on it; `row` is None before it was begun."""

    key: str
    title: str
    link: str
    labs: tuple[Lab, ...]
    row: Rung | None

    @property
    def state(self) -> str:
        """A mark's name: a project is what the learner says of it, so it is claimed and never proven here."""
        if self.row and self.row.done:
            return "claimed"
        return "under_way" if self.row and self.row.begun else "not_begun"


def ladders_of(learner: User) -> list[tuple[Ladder, list[Climbed]]]:
    """Every ladder with its rungs, the learner's own after those that are given. One query."""
    rows = {(row.ladder, row.key): row for row in Rung.objects.of(learner)}
    return [(ladder, [*_given(ladder, rows), *_own(ladder, rows)]) for ladder in LADDERS]


def _given(ladder: Ladder, rows: dict[tuple[str, str], Rung]) -> list[Climbed]:
    labs = catalogue()
    return [
        Climbed(
            step.key,
            step.title,
            step.link,
            tuple(labs[slug] for slug in step.labs if slug in labs),
            rows.get((ladder.key, step.key)),
        )
        for step in ladder.steps
    ]


def _own(ladder: Ladder, rows: dict[tuple[str, str], Rung]) -> list[Climbed]:
    given = {step.key for step in ladder.steps}
    own = (row for (key, _), row in rows.items() if key == ladder.key and row.key not in given)
    return [Climbed(row.key, row.title, row.link, (), row) for row in own]
