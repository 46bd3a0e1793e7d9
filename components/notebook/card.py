"""A record in brief as HTML, for a notebook, whatever its ground."""

from dataclasses import dataclass
from typing import ClassVar

from components.parts import markup
from pactline.export.in_brief import Brief


@dataclass(frozen=True, slots=True)
class CardValues:
    """What fills the card; as of ``Brief``."""

    template: ClassVar[str] = "notebook/card.html"
    title: str
    selection: str
    tables: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]


def card(brief: Brief) -> str:
    """Return a record in brief as HTML; its texts are escaped."""
    return markup.render(CardValues(brief.title, brief.selection, brief.tables, brief.statuses))
