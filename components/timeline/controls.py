"""What stands around the timeline: stretches of time and lanes to choose, and what is folded below it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from components.parts import draw, markup
from components.timeline.frame import undrawn
from pactline.query.select import View
from pactline.query.selection import LANES, Lanes, Selection
from pactline.readings.plays import played
from pactline.record.model import Preset
from pactline.tables.kept import kept
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class ControlValues:
    """What can be chosen of the timeline.

    Attributes:
        lanes: Each kind of lanes with the selection that has it.
        presets: Stretches of time: name, selection, its days, whether it is the present one.
        own: The days of the present selection.
        undrawn: Shown events that have no place on the axis.
        played: Whether the record has something to play.
        presents: Whether the stage has something of the page.
        saves: Whether the picture can be fetched at an address: that of a record for a visit cannot.
        follows: Whether others have an address for what is shown.
    """

    template: ClassVar = "timeline/controls.html"
    lanes: list[tuple[Lanes, Selection]]
    presets: list[tuple[str, Selection, str, bool]]
    own: str
    selection: Selection
    undrawn: int
    played: bool
    presents: bool
    saves: bool
    follows: bool


@dataclass(frozen=True, slots=True)
class BelowValues:
    """What is folded below the picture."""

    template: ClassVar = "timeline/below.html"


def controls(view: View, *, presents: bool, follows: bool = False) -> None:
    """Send the row of controls."""
    draw.html(controls_html(view, presents=presents, follows=follows))


@kept(64)
def controls_html(view: View, *, presents: bool, follows: bool = False) -> str:
    """Return the choices of time and lanes, as links to the same page, the way to play, and what one does with it."""
    selection = view.selection
    return markup.render(
        ControlValues(
            lanes=[(lane, replace(selection, lanes=lane)) for lane in LANES if _told(view, lane)],
            presets=_presets(view),
            own=_days(selection),
            selection=selection,
            undrawn=undrawn(view),
            played=played(view.frames),
            presents=presents,
            saves=view.frames.addressed,
            follows=follows,
        )
    )


def below() -> None:
    """Draw the line that opens the list and what else stands below the picture."""
    draw.html(markup.render(BelowValues()))


def _told(view: View, lane: Lanes) -> bool:
    """Say whether the record has something to make such lanes of."""
    record = view.frames
    return bool(record.names[lane]) if lane in ("theme", "actor") else bool(record.size("claims"))


def _days(stretch: Selection | Preset) -> str:
    """Return a stretch's days as the picture's script reads them: ISO, an open side empty; then times of day."""
    days = "/".join(day.isoformat() if day else "" for day in (stretch.first, stretch.last))
    hours = stretch.to_query().get("hours", []) if isinstance(stretch, Selection) else []
    return "/".join((days, *hours))


def _presets(view: View) -> list[tuple[str, Selection, str, bool]]:
    """Return the stretches of time to go to: name, selection, days, whether it is the present one."""
    selection = view.selection
    whole = Preset.model_construct(name=text("timeline.whole"), first=None, last=None)
    return [
        (
            stretch.name[:1].upper() + stretch.name[1:],
            replace(selection, first=stretch.first, last=stretch.last, hours=None),
            _days(stretch),
            (stretch.first, stretch.last) == (selection.first, selection.last),
        )
        for stretch in (whole, *view.frames.dossier.edition.presets)
    ]
