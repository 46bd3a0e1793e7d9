"""How an event, a claim, a figure or a selection is cited: in words of three styles, as BibTeX and as CSL-JSON.

The styles are those of the Chicago Manual (17th edition, bibliography), the APA (7th) and the MLA (9th) for a part of
a data set on the web. What is cited carries its status and who says it, the edition, the day of access, its address
and a digest of its rows, by which a reader can tell whether they are still the same.
"""

import hashlib
import json
from calendar import month_name  # the three styles are English
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from pactline.export.about import asked, selection_in_words
from pactline.export.addresses import of_claim, of_event, of_figure, of_view
from pactline.export.bibtex import bibtex_of
from pactline.export.references import Item, csl_day, record_item
from pactline.export.told import ToldClaim, day_in_words, first_claims, status_words, told_claims
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.query.view import View
from pactline.readings.editions import in_addresses
from pactline.record.dossier import slug
from pactline.tables.columns import TABLES, TAKEN
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows
from pactline.wording import text

_DIGITS = 12  # of the digest: two records' rows share it once in 280 million million pairs
_VOICES = 2  # named of a claim's


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited.

    Attributes:
        id: Its id, for reference managers.
        title: Of the event, the claim's words, the figure's name, or the selection in words.
        what: What it is: "event of 19 June 2024; documented; Kremlin".
        record: What the record is called.
        version: Of the edition; ``None`` where it has none.
        as_of: The last day that the edition covers, likewise.
        known: The day as known on which it is cited; ``None`` for today.
        address: Where it can be opened; with the edition, so that it says what has changed since.
        accessed: The day of access.
        digest: First digits of the SHA-256 of its rows.
    """

    id: str
    title: str
    what: str
    record: str
    version: str | None
    as_of: date | None
    known: date | None
    address: str
    accessed: date
    digest: str

    @property
    def edition(self) -> str:
        """The edition and its day in words; empty where the record has neither."""
        parts = [text("told.edition", version=self.version)] if self.version else []
        parts += [text("told.as_of", day=day_in_words(self.as_of))] if self.as_of else []
        parts += [text("told.known", day=day_in_words(self.known))] if self.known else []
        return ", ".join(parts)


def cited_event(view: View, event: str, base: str, accessed: date) -> Cited:
    """Return an event as it is cited: all of its rows, whatever the view filters, as known on the view's day.

    Args:
        view: Of the record.
        event: The event's id.
        base: Where the app is served; empty leaves the address relative to it.
        accessed: The day of access.

    Raises:
        KeyError: The record has no such event.
    """
    own = _alone(view, event)
    record, row = own.frames, own.frames.row_of(event)
    first = first_claims(own).get(row)
    day = text("cite.event", day=str(record.cell("events", "date_words", row)))
    said = [day, *(_said(first) if first else [text("told.no_claim").rstrip(".")])]
    title = str(record.cell("events", "title", row))
    return _cited(
        own,
        event,
        title=title,
        said=said,
        address=of_event(base, event, _known(own), _edition(own)),
        accessed=accessed,
        rows=_event_rows(own),
    )


def cited_claims(view: View, event: str, base: str, accessed: date) -> list[Cited]:
    """Return each claim of an event as it is cited, in their order, with its status and who says it.

    Those alone that were known on the view's day; arguments and errors as of ``cited_event``.
    """
    own = _alone(view, event)
    found = []
    for row, told in zip(own.claim_rows.tolist(), told_claims(own, own.claim_rows), strict=True):
        rows = {"claims": np.array([row], dtype=np.intp), "citations": own.frames.rows_of("citations", "claim", row)}
        address = of_claim(base, told.id, _known(own), _edition(own))
        said = [text("cite.claim"), *_said(told)]
        found.append(_cited(own, told.id, title=told.text, said=said, address=address, accessed=accessed, rows=rows))
    return found


def cited_claim(view: View, claim: str, base: str, accessed: date) -> Cited:
    """Return one claim as ``cited_claims`` does.

    Raises:
        KeyError: The record has no such claim, or nobody knew it on the view's day.
    """
    ids = view.frames.column("claims", "claim_id").tolist()
    if claim not in ids:
        raise KeyError(claim)
    event = str(view.frames.cell("claims", "event_id", ids.index(claim)))
    found = {one.id: one for one in cited_claims(view, event, base, accessed)}
    return found[claim]


def cited_figure(view: View, metric: str, base: str, accessed: date) -> Cited:
    """Return a contested figure as it is cited: the estimates of it that the view shows; else as ``cited_event``."""
    label = view.frames.dossier.metrics[metric].label or metric
    estimates = view.estimates
    rows = estimates.index.to_numpy()[(estimates["metric"] == metric).to_numpy()].astype(np.intp)
    said = [text("cite.figure", n=len(rows))]
    held = {"estimates": rows}
    address = of_figure(base, metric, _asked(view))
    return _cited(view, metric, title=label, said=said, address=address, accessed=accessed, rows=held)


def cited_view(view: View, base: str, accessed: date, *, page: str = "data") -> Cited:
    """Return what is shown as it is cited; ``page`` is the one that shows it, other arguments as of ``cited_event``."""
    title = selection_in_words(view)
    said = [text("count.events", n=len(view.event_rows)), text("count.claims", n=len(view.claim_rows))]
    rows = _event_rows(view) | {"estimates": view.estimates.index.to_numpy().astype(np.intp)}
    address = of_view(base, _asked(view), page)
    title = title[:1].upper() + title[1:]
    return _cited(view, "selection", title=title, said=said, address=address, accessed=accessed, rows=rows)


def chicago(cited: Cited) -> str:
    """Return it as a bibliography of the Chicago Manual has it."""
    parts = (
        f"“{cited.title}” [{cited.what}].",
        f"In {_with(cited.record, cited.edition)}.",
        *(f"{house}." for house in _house(cited)),
        f"Accessed {_american(cited.accessed)}.",
        f"{cited.address}.",
        text("cite.rows", digest=cited.digest),
    )
    return " ".join(parts)


def apa(cited: Cited) -> str:
    """Return it as a list of references of the APA has it."""
    day = f"{cited.as_of.year}, {month_name[cited.as_of.month]} {cited.as_of.day}" if cited.as_of else "n.d."
    kept = f" ({text('told.edition', version=cited.version).capitalize()})" if cited.version else ""
    then = f", {text('told.known', day=day_in_words(cited.known))}" if cited.known else ""
    rows = text("cite.rows", digest=cited.digest).rstrip(".")
    return (
        f"{text('site.name')}. ({day}). {cited.title.removesuffix('.')} [{cited.what}]. "
        f"In {cited.record}{kept}{then} [Data set]. "
        f"Retrieved {_american(cited.accessed)}, from {cited.address} ({rows})"
    )


def mla(cited: Cited) -> str:
    """Return it as a list of works cited of the MLA has it."""
    held = [cited.record, *([text("told.edition", version=cited.version)] if cited.version else [])]
    held += [text("told.known", day=day_in_words(cited.known))] if cited.known else []
    held += [*_house(cited), *([_short(cited.as_of)] if cited.as_of else []), cited.address]
    return (
        f"“{cited.title}” [{cited.what}]. {', '.join(held)}. Accessed {_short(cited.accessed)}. "
        f"{text('cite.rows', digest=cited.digest)}"
    )


def csl(cited: Cited) -> Item:
    """Return it as a CSL item: a part of a data set."""
    item: Item = {"id": slug(cited.id) or "cited", "type": "dataset", "title": cited.title}
    item |= {"container-title": cited.record, "publisher": text("site.name")}
    item |= {"version": cited.version} if cited.version else {}
    item |= {"issued": csl_day(cited.as_of)} if cited.as_of else {}
    rows = text("cite.rows", digest=cited.digest)
    then = f"; {text('told.known', day=day_in_words(cited.known))}" if cited.known else ""
    return {**item, "URL": cited.address, "accessed": csl_day(cited.accessed), "note": f"{cited.what}{then}; {rows}"}


def bibtex(cited: Cited) -> str:
    """Return it as an entry of BibTeX."""
    return bibtex_of([csl(cited)]).strip() + "\n"


def ways(cited: Cited) -> dict[str, str]:
    """Return all ways of citing it, by name, in the order in which they are offered."""
    return {
        "chicago": chicago(cited),
        "apa": apa(cited),
        "mla": mla(cited),
        "bibtex": bibtex(cited).strip(),
        "csl": json.dumps([csl(cited)], ensure_ascii=False, indent=1),
    }


def digest(record: Frames, rows: Mapping[str, Rows]) -> str:
    """Return the first digits of the SHA-256 of some rows: all columns that leave the house, as JSON.

    Args:
        record: As known on a day.
        rows: Row numbers by table.
    """
    held = {name: [_cells(record, name, column, own) for column in _columns(name)] for name, own in rows.items()}
    written = json.dumps(held, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:_DIGITS]


def _cells(record: Frames, name: str, column: str, rows: Rows) -> list[Any]:
    return [None if one != one else one for one in record.cells(name, column, rows)]  # noqa: PLR0124 - NaN alone


def _columns(name: str) -> Iterable[str]:
    return (column for column in TAKEN[name] if column in TABLES[name])


def _alone(view: View, event: str) -> View:
    """Return an event alone, whatever a view filters, as known on its day."""
    whole = select(view.frames.today, Selection(event=event, known=view.selection.known))
    return whole.of([whole.frames.row_of(event)])


def _event_rows(view: View) -> dict[str, Rows]:
    return {
        "events": view.event_rows,
        "claims": view.claim_rows,
        "reactions": view.reaction_rows,
        "citations": view.shown.citation_rows,
    }


def _said(claim: ToldClaim) -> list[str]:
    """Return a claim's status and whose word it is."""
    voices = list(dict.fromkeys(name for way in claim.who for name in way.originators)) or list(claim.said_by)
    more = [text("cite.more_voices", n=len(voices) - _VOICES)] if len(voices) > _VOICES else []
    who = ", ".join([*voices[:_VOICES], *more]) or text("cite.nobody")
    return [status_words(claim.status).lower(), text("cite.says", who=who)]


def _cited(
    view: View,
    own: str,
    *,
    title: str,
    said: Iterable[str],
    address: str,
    accessed: date,
    rows: Mapping[str, Rows],
) -> Cited:
    edition = view.frames.dossier.edition
    return Cited(
        id=own,
        title=title,
        what="; ".join(said),
        record=record_item(view, own)["title"],
        version=edition.version,
        as_of=edition.as_of,
        known=view.selection.known,
        address=address,
        accessed=accessed,
        digest=digest(view.frames, rows),
    )


def _asked(view: View) -> dict[str, list[str]]:
    edition = _edition(view)
    return asked(view) | ({"edition": [edition]} if edition else {})


def _edition(view: View) -> str | None:
    return in_addresses(view.frames.dossier.edition.version)


def _known(view: View) -> str | None:
    return view.selection.known.isoformat() if view.selection.known else None


def _house(cited: Cited) -> list[str]:
    """Return who gives the record out; it has one name where that is the record's own."""
    return [name for name in (text("site.name"),) if name != cited.record]


def _with(name: str, more: str) -> str:
    return f"{name}, {more}" if more else name


def _american(day: date) -> str:
    return f"{month_name[day.month]} {day.day}, {day.year}"


def _short(day: date) -> str:
    """Return a day as the MLA has it: months of more than four letters are cut to three, September to four."""
    month = month_name[day.month]
    if len(month) > len("July"):
        month = f"{month[: len('Sept') if month.startswith('Sept') else len('Oct')]}."
    return f"{day.day} {month} {day.year}"
