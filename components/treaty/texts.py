"""What is known of treaties, resolutions and questions under a view."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from components.parts.card import evidence_of
from components.parts.card_values import Citation
from pactline.query.select import View
from pactline.record.treaty import Article, Resolution, Treaty
from pactline.tables import provenance
from pactline.tables.kept import Shelf


@dataclass(frozen=True)
class Texts:
    """What is known of the treaties and questions under a view, with the citations of each.

    Attributes:
        view: What is shown; its ``known`` decides what can be said.
    """

    view: View

    @property
    def shelf(self) -> Shelf:
        """Where what is made of the record is kept."""
        return self.view.shelf

    @property
    def key(self) -> Hashable:
        """What stands for them where answers are kept."""
        return self.view.key

    @cached_property
    def treaties(self) -> list[Treaty]:
        """The treaties that were signed by the day, in order of signature."""
        day = self.view.selection.known
        return [t for t in self.view.frames.dossier.treaties if day is None or t.signed.latest <= day]

    @cached_property
    def pacts(self) -> list[Treaty]:
        """The treaties whose parties are named; the others are texts to refer to, as the UN Charter is."""
        return [treaty for treaty in self.treaties if treaty.parties]

    @cached_property
    def resolutions(self) -> list[Resolution]:
        """The resolutions that were adopted by the day; a vote of the Council is public."""
        day = self.view.selection.known
        return [one for one in self.view.frames.dossier.resolutions if day is None or one.adopted.latest <= day]

    def articles(self, treaty: Treaty) -> list[Article]:
        """Return a treaty's articles that could be known on the day."""
        day, sources = self.view.selection.known, self.view.frames.dossier.sources
        return [
            one for one in treaty.articles if day is None or provenance.known_article(one, treaty, sources).day <= day
        ]

    def cited(self, owner: str) -> list[Citation]:
        """Return the citations of an owner in ``evidence``, with publications of the time alone."""
        return evidence_of(self.view.frames, owner)
