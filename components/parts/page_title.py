"""A page's title where it says what the record holds: its words are a stranger's, and stay words."""

from dataclasses import dataclass
from typing import ClassVar

from components.parts import draw, markup


@dataclass(frozen=True, slots=True)
class PageTitle:
    """What a page is called."""

    template: ClassVar = "parts/page_title.html"
    words: str


def page_title(words: str) -> None:
    """Send a page's title; Streamlit's own would read Markdown in it."""
    draw.html(markup.render(PageTitle(words)))
