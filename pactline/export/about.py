"""What every file states of itself: record, edition, date, licence, selection in words and address, numbers."""

from urllib.parse import urlencode

from pactline.export.addresses import of_view
from pactline.query.in_words import in_words
from pactline.query.view import View
from pactline.wording import text


def stated(view: View, base: str = "") -> dict[str, str]:
    """Return what a file must say of itself, by name; what the record does not give is left out.

    The date is the last day that the edition covers: a file is the same again until the record changes.

    Args:
        view: What the file holds.
        base: Where the app is served; without, no address is stated.
    """
    frames, edition = view.frames, view.frames.dossier.edition
    known = {
        "title": edition.title,
        "edition": edition.version,
        "as of": edition.as_of.isoformat() if edition.as_of else None,
        "licence": edition.licence,
        "selection": selection_in_words(view),
        "query": urlencode(asked(view), doseq=True),
        "events": f"{len(view.event_rows)} of {frames.index.events}",
        "claims": f"{len(view.claim_rows)} of {frames.index.claims}",
        "address": of_view(base, asked(view)) if base else None,
    }
    return {key: value for key, value in known.items() if value}


def in_a_line(view: View, base: str = "") -> str:
    """Return the same as one line: "edition: 1; licence: CC-BY-4.0; ..."."""
    return "; ".join(f"{key}: {value}" for key, value in stated(view, base).items())


def selection_in_words(view: View) -> str:
    """Return which part of the record it is, in words: "from 1 January 2024; Theme: Military"."""
    said = [in_words(view.frames, view.selection)]
    if event := only_event(view):
        title = str(view.frames.cell("events", "title", view.frames.row_of(event)))
        said.append(text("taken.of", name=text("taken.event"), values=title))
    return "; ".join(filter(None, said)) or text("taken.whole")


def asked(view: View) -> dict[str, list[str]]:
    """Return the query of a link that leads to what is shown."""
    event = only_event(view)
    return view.selection.filters.to_query() | ({"event": [event]} if event else {})


def only_event(view: View) -> str | None:
    """Return the event in focus where it alone of several is shown."""
    event = view.selection.event
    alone = len(view.event_rows) == 1 < view.frames.index.events
    return event if event and alone and view.shows(view.frames.row_of(event)) else None


def narrowed(view: View) -> bool:
    """Say whether a view is a part of its record, or the record as it was known on a day."""
    return bool(asked(view)) or len(view.event_rows) < view.frames.index.events
