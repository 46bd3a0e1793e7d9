"""What a page found, as its title: one sentence computed from what is shown, and a few that say more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from components.parts import draw, markup


@dataclass(frozen=True, slots=True)
class FindingValues:
    """A page's title.

    Attributes:
        kicker: The page's name.
        headline: What was found.
        sentences: What it rests on, each a sentence.
    """

    template: ClassVar = "parts/finding.html"
    kicker: str
    headline: str
    sentences: Sequence[str]


def finding(kicker: str, headline: str, *sentences: str) -> None:
    """Draw a page's title; the words may be a stranger's, and so are no Markdown."""
    draw.html(markup.render(FindingValues(kicker, headline, [one for one in sentences if one])))
