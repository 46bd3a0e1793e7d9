"""The register of publications and what rests on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from components.parts import draw, markup
from components.parts.portion import at_once
from components.parts.told_claims import ToldClaim, claims_in_words
from pactline.query.in_words import country_name
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.cited_publishers import ranking
from pactline.record.vocabulary import KINDS
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import Rows
from pactline.wording import text

PART = 600  # publishers shown at once
MOST = 300  # publications written out at once; with more, those of the chosen publishers only
_FEW = 12  # publishers; so few need no folding
_PUBLICATIONS, _CLAIMS = 40, 60  # shown of a publisher, and of the chosen publishers together


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication of a publisher; ``claims`` is the number that cite it."""

    source_id: str
    title: str | None
    url: str | None
    language: str | None
    carried_by_names: tuple[str, ...]
    published_words: str | None
    read: str
    note: str | None
    weak_host: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class House:
    """A publisher that shown claims cite.

    Attributes:
        id: Empty for publications without one.
        claims: Shown claims that cite it in any part; ``supports``: that it supports.
        sources: Its newest publications; ``more``: how many there are beside these.
    """

    id: str
    name: str
    kind: str | None
    country: str | None
    state_controlled: bool | None
    note: str | None
    claims: int
    supports: int
    sources: list[Publication]
    more: int


@dataclass(frozen=True, slots=True)
class ClaimsValues:
    """Claims that cite the chosen publishers, and how many ``more`` there are."""

    template: ClassVar = "sources/claim_list.html"
    claims: list[ToldClaim]
    more: int


@dataclass(frozen=True, slots=True)
class RegisterValues:
    """The register.

    Attributes:
        groups: Publishers by group.
        folded: Whether the groups are closed at first.
        written: Whether everybody's publications are listed, or those of the chosen publishers alone.
        start: Place of the first publisher; ``last``: after the last; of ``total``, ``size`` at a time.
        chosen: Publishers of the selection; ``choose`` returns the selection with one chosen or dropped.
    """

    template: ClassVar = "sources/register.html"
    groups: list[tuple[str, list[House]]]
    folded: bool
    written: bool
    start: int
    last: int
    total: int
    size: int
    chosen: tuple[str, ...]
    choose: Callable[[str], Selection]


@dataclass(frozen=True, slots=True)
class NoSourcesValues:
    """A selection that leaves no source."""

    template: ClassVar = "sources/none.html"
    selection: Selection


@dataclass(frozen=True, slots=True)
class PublishersSlideValues:
    """Publishers on the stage."""

    template: ClassVar = "sources/slide.html"
    publishers: list[House]


def chosen_claims(view: View) -> None:
    """Draw the claims that cite the chosen publishers, if any is chosen."""
    if view.selection.publishers and len(view.claim_rows):
        claims = claims_in_words(view, view.claim_rows[:_CLAIMS])
        more = len(view.claim_rows) - len(claims)
        draw.html(markup.render(ClaimsValues(claims, more)))


def source_list(view: View, *, start: int = 0) -> None:
    """Draw the register by kind once it is opened, or why it is empty; with publishers chosen it is open.

    Args:
        view: What is shown.
        start: Place of the first publisher to show, where they are many.
    """
    with draw.box("source-list"):
        if not view.publishers:
            if len(view.event_rows):
                draw.html(markup.render(NoSourcesValues(view.selection)))
            return
        chosen = bool(view.selection.publishers)
        with draw.fold(
            text("sources.register_of", n=int(view.publishers)), key="open-register", expanded=chosen
        ) as opened:
            if opened:
                draw.html(register_html(view, start))


@kept(16)
def register_html(view: View, start: int) -> str:
    """Return the register as HTML, from the publisher at a place on; many readers ask for the same."""
    total = len(ranking(view.shown).codes)
    start = min(start, max(total - 1, 0))
    size, written = at_once(PART), len(view.sources) <= MOST
    houses = publishers(view, start, size, written=written)
    return markup.render(
        RegisterValues(
            groups=grouped(houses),
            folded=len(houses) > _FEW,
            written=written,
            start=start,
            last=start + len(houses),
            total=total,
            size=size,
            chosen=view.selection.publishers,
            choose=lambda publisher: _toggle(view.selection, publisher),
        )
    )


def publishers(view: View, start: int = 0, most: int = PART, *, written: bool = True) -> list[House]:
    """Return cited publishers by number of claims: kind, country, state control, publications.

    Args:
        view: What is shown.
        start: Place of the first publisher to return.
        most: How many to return.
        written: Whether to list everybody's publications; else those of the chosen publishers alone.
    """
    ranked, record = ranking(view.shown), view.frames
    found = []
    for code in ranked.codes[start : start + most]:
        house = ranked.name(code)
        publisher = record.dossier.publishers.get(house)
        cited = ranked.citations(code)
        publications, more = (
            _publications(view, cited)
            if written or house in view.selection.publishers
            else ([], len(np.unique(record.numbers("citations", "source")[cited])))
        )
        found.append(
            House(
                id=house,
                name=publisher.name if publisher else "",
                kind=publisher.kind if publisher else None,
                country=country_name(view.frames, publisher.country) if publisher and publisher.country else None,
                state_controlled=publisher.state_controlled if publisher else None,
                note=publisher.note if publisher else None,
                claims=int(ranked.claims[code]),
                supports=int(ranked.supports[code]),
                sources=publications,
                more=more,
            )
        )
    return found


def _publications(view: View, cited: Rows) -> tuple[list[Publication], int]:
    """Return the newest publications behind some citations, each with its number of claims, and how many more."""
    claim, source = (view.frames.numbers("citations", name) for name in ("claim", "source"))
    sources = np.unique(source[cited])
    newest = sources[np.argsort(-_published(view.frames)[sources], kind="stable")].tolist()
    shown = newest[:_PUBLICATIONS]
    own = cited[claim[cited] >= 0]
    pairs = np.unique(np.stack([source[own], claim[own]]), axis=1)[0] if len(own) else own
    numbers, counts = np.unique(pairs, return_counts=True)
    claims = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
    found = [
        Publication(
            source_id=one["source_id"],
            title=one["title"],
            url=one["url"],
            language=one["language"],
            carried_by_names=view.frames.called(one["carried_by"]),
            published_words=one["published_words"],
            read=one["read"],
            note=one["note"],
            weak_host=one["weak_host"],
            claims=claims.get(row, 0),
        )
        for row, one in zip(shown, view.frames.rows("sources", shown), strict=True)
    ]
    return found, len(newest) - len(shown)


@kept(4)
def _published(record: Frames) -> npt.NDArray[np.intp]:
    """Return the place of each publication in the order of their days; what has none comes before all."""
    days = record.column("sources", "published").fillna("").to_numpy(dtype=object)
    return np.unique(days, return_inverse=True)[1]


def grouped(houses: list[House]) -> list[tuple[str, list[House]]]:
    """Return publishers in groups, each in the order given: state-controlled ones together, the others by kind.

    The group in which most claims are cited comes first; those of unknown kind come last.
    """
    groups: dict[str, list[House]] = {name: [] for name in ("state", *KINDS, "")}
    for house in houses:
        groups["state" if house.state_controlled else house.kind or ""].append(house)
    filled = [(name, own) for name, own in groups.items() if own]
    return sorted(filled, key=lambda group: (not group[0], -sum(house.claims for house in group[1])))


def _toggle(selection: Selection, publisher: str) -> Selection:
    if publisher in selection.publishers:
        return selection.without("publisher", publisher)
    return replace(selection, publishers=(*selection.publishers, publisher))
