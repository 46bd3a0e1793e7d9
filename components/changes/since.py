"""One quiet line: what has changed, of what is shown, since the edition that the address names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from components.parts import draw, markup
from pactline.files.editions import named
from pactline.query.select import View
from pactline.query.selection import Ignored, Selection
from pactline.readings.since_edition import Since, since
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import text

LISTED: Final = 200  # ids of an answer to a program


@dataclass(frozen=True, slots=True)
class SinceValues:
    """The line.

    Attributes:
        said: What has changed, or why that is not known.
        show: The selection of the page that shows it; ``None`` where there is nothing to show.
    """

    template: ClassVar = "changes/since.html"
    said: str
    show: Selection | None


def since_line(view: View, beside: Path | None, *, ignored: Sequence[Ignored] = ()) -> None:
    """Draw the line below a page's headline; nothing where the address names no edition, or the one that is shown.

    Args:
        view: What is shown.
        beside: Where the record lies, for the editions that are kept beside it; ``None`` if nothing can lie there.
        ignored: What the address asked for in vain: an event may have been withdrawn.
    """
    if html := since_html(view, beside, ignored=ignored):
        draw.html(html)


def since_html(view: View, beside: Path | None, *, event: str | None = None, ignored: Sequence[Ignored] = ()) -> str:
    """Return the line as HTML; ``event`` is the one that the page is of, other arguments as of ``since_line``."""
    found = since_edition(view, beside)
    if found is None:
        return ""
    then = dict(found.withdrawn)
    if lost := next((one.value for one in ignored if one.key == "event" and one.value in then), None):
        words = text("since.event_withdrawn", title=then[lost], edition=found.edition)
        return markup.render(SinceValues(words, Selection(edition=found.edition)))
    shown = [event] if event else shown_events(view)
    here = found.within(shown)
    touched = here.added or here.changed or _gone(view, found, event)
    asked = replace(view.selection.filters, edition=found.edition, event=event)
    return markup.render(SinceValues(said(view, found, shown, event), asked if touched else None))


def since_edition(view: View, beside: Path | None) -> Since | None:
    """Return what has changed since the edition that the address names; ``None`` as ``since_line`` has it."""
    asked = view.selection.edition
    # At the end of a sentence an address may have taken the full stop along.
    return _since(view.frames.today, beside, asked.rstrip(".")) if asked else None


def shown_events(view: View) -> list[str]:
    """Return the ids of the events that are shown."""
    found: list[str] = view.frames.cells("events", "event_id", view.event_rows)
    return found


def narrowed(view: View) -> bool:
    """Say whether less than the whole record is asked for."""
    return view.selection.filters != Selection()


@kept(16)
def _since(record: Frames, beside: Path | None, edition: str) -> Since | None:
    return since(record, named(beside, edition) if beside else None, edition)


def said(view: View, found: Since, shown: Collection[str], event: str | None) -> str:
    """Return what has changed since an edition in one sentence.

    Args:
        view: What is shown.
        found: What has changed in the record.
        shown: The events that are meant.
        event: The one that is meant alone.
    """
    if found.way != "known":
        return text(f"since.{found.way}", edition=found.edition, version=view.frames.dossier.edition.version)
    here = found.within(shown)
    if event:
        kind = "added" if event in here.added else "changed" if event in here.changed else "same"
        return text(f"since.event_{kind}", edition=found.edition)
    counted = [("changed", len(here.changed)), ("added", len(here.added)), ("withdrawn", _gone(view, found, event))]
    counted = [one for one in counted if one[1]]
    if not counted:
        return text("since.same", edition=found.edition)
    (first, n), *others = counted
    parts = [text(f"since.{first}", n=n, all=len(shown)), *(text(f"since.also_{name}", n=n) for name, n in others)]
    return text("since.line", edition=found.edition, parts=joined(parts, ", "))


def _gone(view: View, found: Since, event: str | None) -> int:
    """Return how many events were withdrawn; none where a part is shown: nobody knows whether they were of it."""
    return 0 if event or narrowed(view) else len(found.withdrawn)


def since_values(view: View, beside: Path | None, *, base: str) -> dict[str, Any] | None:
    """Return the same as plain values for programs: ids of the shown events, at most ``LISTED`` of each.

    Args:
        view: What is shown.
        beside: As of ``since_line``.
        base: The app's address.
    """
    found = since_edition(view, beside)
    if found is None:
        return None
    shown, known = shown_events(view), found.way == "known"
    here = found.within(shown)
    asked = replace(view.selection.filters, edition=found.edition, event=view.selection.event)
    return {
        "edition": found.edition,
        "known": found.way,
        "events": len(shown),
        "added": [one for one in shown if one in here.added][:LISTED],
        "changed": [one for one in shown if one in here.changed][:LISTED],
        "withdrawn": [one for one, _ in found.withdrawn[:LISTED]] if _gone(view, found, view.selection.event) else [],
        "link": f"{base}/changes?{urlencode(asked.to_query(), doseq=True)}" if known else None,
        "words": said(view, found, shown, view.selection.event),
    }
