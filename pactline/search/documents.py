"""What is searched: the entries of a record as documents, each with its texts and how much a word in them weighs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.record.dossier import Dossier
from pactline.record.treaty import Article, Treaty
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows

Kind = Literal["events", "claims", "quotations", "figures", "sources", "actors", "treaties", "places"]
KINDS: Final[tuple[Kind, ...]] = (
    "events", "claims", "quotations", "figures", "sources", "actors", "treaties", "places",
)  # fmt: skip
NAME, SENTENCE, BESIDE, REST = 8.0, 6.0, 3.0, 1.0  # what a word weighs in a name or title, in a sentence, elsewhere


@dataclass(frozen=True, slots=True)
class Field:
    """One text each of many documents of a kind: ``texts`` beside ``rows``, numbers of the kind's documents."""

    kind: Kind
    weight: float
    rows: npt.NDArray[np.integer[Any]]
    texts: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class TreatyPart:
    """A document of treaties: a treaty itself, or an article of one."""

    treaty: Treaty
    article: Article | None


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """All documents of a record.

    Events, claims, figures and sources are numbered as the rows of their tables.

    Attributes:
        sizes: How many there are of each kind.
        fields: Their texts.
        quoting: Rows of the citations that quote; a quotation's number is a place here.
        same: For each quotation the number of the first one with the same words from the same publication.
        parts: Of treaties.
        actors: Ids.
        places: Names as events have them.
        events_at: For each place the rows of its events, ascending.
    """

    sizes: dict[Kind, int]
    fields: tuple[Field, ...]
    quoting: Rows
    same: Rows
    parts: tuple[TreatyPart, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    events_at: tuple[Rows, ...]


def documents(record: Frames, known: date | None) -> Documents:
    """Return what is searched of a record.

    Args:
        record: As known on the day.
        known: The day; what came out later in treaties is left out, since they are in no table.
    """
    dossier = record.dossier
    parts = tuple(_parts(dossier, known))
    places, events_at = _places(record)
    quoting, same = _quoting(record)
    actors = tuple(record.names["actor"])
    fields = [
        *_columns(record, "events", (("title", NAME), ("place", BESIDE), ("summary", BESIDE))),
        *_columns(record, "events", (("event_id", REST),)),
        *_columns(record, "claims", (("text", SENTENCE), ("note", REST))),
        *(
            Field(
                "quotations", weight, np.arange(len(quoting)), _texts(record.column("citations", column).take(quoting))
            )
            for column, weight in (("quote", SENTENCE), ("translation", SENTENCE))
        ),
        *_figures(record),
        *_columns(record, "sources", (("title", NAME), ("note", REST))),
        _publishers(record),
        Field("actors", NAME, np.arange(len(actors)), list(record.names["actor"].values())),
        *_others([record.also["actor"].get(one, ()) for one in actors], "actors", NAME),
        *_treaties(parts, dossier, known),
        Field("places", NAME, np.arange(len(places)), places),
    ]
    return Documents(
        {
            "events": record.size("events"),
            "claims": record.size("claims"),
            "quotations": len(quoting),
            "figures": len(record.column("estimates", "estimate_id")),
            "sources": len(record.column("sources", "source_id")),
            "actors": len(actors),
            "treaties": len(parts),
            "places": len(places),
        },
        tuple(fields),
        quoting,
        same,
        parts,
        actors,
        places,
        events_at,
    )


def _columns(
    record: Frames, table: Literal["events", "claims", "sources"], columns: Iterable[tuple[str, float]]
) -> Iterator[Field]:
    for column, weight in columns:
        texts = record.column(table, column)
        rows = np.flatnonzero(texts.notna().to_numpy(dtype=bool))
        yield Field(table, weight, rows, texts.take(rows).tolist())


def _quoting(record: Frames) -> tuple[Rows, Rows]:
    quotes = record.column("citations", "quote")
    rows = np.flatnonzero(quotes.notna().to_numpy(dtype=bool))
    first: dict[tuple[int, str], int] = {}
    pairs = zip(record.cells("citations", "source", rows), quotes.take(rows).tolist(), strict=True)
    return rows, np.array([first.setdefault(pair, number) for number, pair in enumerate(pairs)], dtype=np.intp)


def _figures(record: Frames) -> Iterator[Field]:
    estimates = record.estimates
    labels = {metric.id: metric.label for metric in record.dossier.metrics.values()}
    rows = np.arange(len(estimates))
    yield Field("figures", NAME, rows, [labels.get(one) for one in estimates["metric"].tolist()])
    voices = [record.voice(one) if one else None for one in estimates["estimator"].tolist()]
    yield Field("figures", BESIDE, rows, voices)
    for column in ("words", "basis", "note"):
        yield Field("figures", REST, rows, _texts(estimates[column]))


def _publishers(record: Frames) -> Field:
    """Return the names of each publication's publisher, all that it has."""
    codes, houses = record.stored.coded("sources", "publisher")
    names, also = record.names["publisher"], record.also["publisher"]
    called = [" · ".join([names.get(one, one), *also.get(one, ())]) for one in houses]  # a sign keeps names apart
    return Field("sources", BESIDE, np.arange(len(codes)), [called[code] if code >= 0 else None for code in codes])


def _others(names: Sequence[Sequence[str]], kind: Kind, weight: float) -> Iterator[Field]:
    """Yield other names, the first ones of all documents, then the second ones."""
    for number in range(max(map(len, names), default=0)):
        rows = [row for row, own in enumerate(names) if len(own) > number]
        yield Field(kind, weight, np.array(rows, dtype=np.intp), [names[row][number] for row in rows])


def _parts(dossier: Dossier, known: date | None) -> Iterator[TreatyPart]:
    for treaty in dossier.treaties:
        if known is None or (treaty.known or treaty.signed).latest <= known:
            yield TreatyPart(treaty, None)
            yield from (TreatyPart(treaty, article) for article in treaty.articles)


def _treaties(parts: Sequence[TreatyPart], dossier: Dossier, known: date | None) -> Iterator[Field]:
    def said(number: int, weight: float, texts: Iterable[str | None]) -> Iterator[Field]:
        yield from (Field("treaties", weight, np.array([number]), [text]) for text in texts if text)

    for number, part in enumerate(parts):
        treaty, article = part.treaty, part.article
        if article is None:
            yield from said(number, NAME, [treaty.title, *treaty.official.values()])
            yield from said(number, REST, [treaty.term, treaty.place])
        else:
            wordings = [one.text for one in article.wordings if _out(dossier, one.source, known)]
            yield from said(number, SENTENCE, [article.text, *wordings])
            yield from said(number, REST, () if known else [article.differs, article.note])


def _out(dossier: Dossier, source: str, known: date | None) -> bool:
    """Say whether a publication was out on a day; one without a day of its own is not known to be later."""
    if known is None:
        return True
    published = dossier.sources[source].published if source in dossier.sources else None
    return published is None or published.open_end or published.latest <= known


def _places(record: Frames) -> tuple[tuple[str, ...], tuple[Rows, ...]]:
    codes, names = record.stored.coded("events", "place")
    order = np.argsort(codes, kind="stable")
    begins = np.searchsorted(codes[order], np.arange(len(names) + 1))
    own = [order[begins[n] : begins[n + 1]] for n in range(len(names))]
    used = [n for n, rows in enumerate(own) if len(rows) and names[n]]
    return tuple(names[n] for n in used), tuple(own[n] for n in used)


def _texts(column: pd.Series) -> list[str | None]:
    return [one if isinstance(one, str) else None for one in column.tolist()]
