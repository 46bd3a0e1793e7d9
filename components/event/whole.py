"""An event as a whole, on its page, in the sealed edition and on paper: made once per selection and event."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import ClassVar

from markupsafe import Markup

from components.event import disagreements, linked, stances, voices
from components.event.digest import Line, digest, whose
from components.event.disagreements import Disagreements
from components.event.stances import Stances
from components.event.voices import Voices
from components.parts import markup
from components.parts.card import card, evidence_of
from components.parts.card_values import Card, Citation, Claim
from components.parts.portion import Starts
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.tables.kept import kept

_KEPT = 64  # pages of events: those that many readers ask for one after the other


@dataclass(frozen=True, slots=True)
class WholeValues:
    """What is known of an event under a view.

    Attributes:
        level: Of its heading, 1-3.
        opened: Whether what stands behind a claim is seen at once.
        cited: Publications that tell of it as a whole.
        digest: It in few sentences; its summary stands beside them where these are claims of it.
        digested: Whether an editor wrote the sentences.
        opposed: Ids of the claims that something stands against.
        selection_for: Returns the selection that puts an event into focus; ``at``: that opens a place;
            ``filtered``: of one value of a key alone; ``whose``: how many stand behind a claim, in words.
        since: What has changed of it since the edition that the address names.
    """

    template: ClassVar = "event/whole.html"
    card: Card
    level: int
    opened: bool
    cited: list[Citation]
    digest: list[Line]
    digested: bool
    voices: Voices | None
    line: linked.Line | None
    disagreements: Disagreements | None
    opposed: frozenset[str]
    stances: Stances | None
    selection: Selection
    at: Callable[[str], Selection]
    filtered: Callable[[str, str], Selection]
    whose: Callable[[Claim], str] = whose
    since: Markup = field(default_factory=Markup)


@kept(_KEPT)
def page_html(view: View, event_id: str, starts: Starts, since: str = "") -> str:
    """Return an event as its page shows it; see ``whole_html``. Links are those of the app.

    ``since`` stands below its heading: what has changed since an edition, as HTML of ours.
    """
    values = whole_values(view, event_id, starts=starts)
    return markup.render(replace(values, since=Markup(since)))  # noqa: S704 - out of the escaping template


def whole_html(view: View, event_id: str, *, level: int = 1, opened: bool = False, starts: Starts | None = None) -> str:
    """Return what is known of an event as HTML.

    Args:
        view: What is shown; claims that it hides are counted, not drawn.
        event_id: An event of the record; it need not be among the shown.
        level: Of its heading, 1-3.
        opened: Whether what stands behind a claim is seen at once: where nothing may be there to open it. Then the
            picture of voices is left out: each claim names its own.
        starts: Where the parts of long lists begin that are shown; without, all is.
    """
    return markup.render(whole_values(view, event_id, level=level, opened=opened, starts=starts))


def whole_values(
    view: View, event_id: str, *, level: int = 1, opened: bool = False, starts: Starts | None = None
) -> WholeValues:
    """Return what ``whole_html`` draws; arguments as there."""
    record, event = view.frames, view.frames.row_of(event_id)
    values = card(view, event_id, opposed=False, starts=starts)
    part = values.claims_part
    rows = view.of([event]).claim_rows[part.start : part.after].tolist()
    against = disagreements.disagreements(view, event, values.claims, rows)
    opposed = frozenset(
        one.claim_id
        for each in (against.each if against else ())
        for one in (each.one, *each.others)
        if one.claim_id is not None
    )
    told = digest(view, event, values.claims)
    return WholeValues(
        card=values,
        level=level,
        opened=opened,
        cited=evidence_of(record, f"events/{event_id}"),
        digest=told,
        digested=any(line.text != claim.text for line, claim in zip(told, values.claims, strict=False)),
        voices=None if opened else voices.voices(record, event, values.claims, opposed),
        line=linked.line(view, event),
        disagreements=against,
        opposed=opposed,
        stances=stances.stances(record, event_id, values.reactions),
        selection=view.selection,
        at=lambda place: replace(view.selection, event=None, places=(place,)),
        filtered=lambda key, value: Selection.from_query({key: [value]}),
    )
