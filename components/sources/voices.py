"""How many independent voices the shown claims rest on: the page's finding, and its picture, in squares."""

from dataclasses import dataclass, replace
from math import ceil
from typing import ClassVar

from components.parts import draw, markup
from components.parts.finding import finding
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.source_diet import Share, independence
from pactline.tables.kept import kept
from pactline.wording import text

ROWS = 12  # squares above each other
MOST = 110  # columns of squares; with more claims each stands for more
_ALL = 10  # tenths
_ENOUGH = 20  # claims of which a share in tenths says enough


@dataclass(frozen=True, slots=True)
class VoiceGroup:
    """The claims with some number of voices.

    Attributes:
        key: ``0`` to ``3``, the last for three and more.
        columns: Columns of squares that it fills, rounded up.
        percent: Of all shown claims; ``<1`` for a few.
        selection: What shows exactly these, if a key of the URL says it.
    """

    key: str
    label: str
    number: int
    percent: int | str
    columns: int
    selection: Selection | None


@dataclass(frozen=True, slots=True)
class VoicesValues:
    """The picture: groups in the order of their squares; ``each``: how many claims a column stands for."""

    template: ClassVar = "sources/voices.html"
    groups: list[VoiceGroup]
    each: int


def found_voices(view: View) -> None:
    """Draw as the page's title what share of the shown claims rests on one voice."""
    finding(text("nav.sources"), *_finding(view))


def voices_picture(view: View) -> None:
    """Draw the shown claims as squares by their number of voices; nothing where none is shown."""
    if len(view.claim_rows):
        with draw.box("source-voices"):
            draw.html(_html(view))


def _finding(view: View) -> tuple[str, ...]:
    counted = {share.key: share.number for share in independence(view)}
    total, one = len(view.claim_rows), counted["1"]
    if not total:
        return (text("sources.empty"), text("sources.lead"))
    tenths = round(10 * one / total)
    if total >= _ENOUGH and 0 < tenths < _ALL and one != total:
        headline = text("sources.tenths", n=tenths, word=text(f"sources.tenth_{tenths}"))
    else:
        headline = text("sources.one_voice", n=one, all=total)
    several = counted["2"] + counted["3"]
    return headline, text("sources.voices_said", one=one, all=total, several=several, none=counted["0"])


@kept(32)
def _html(view: View) -> str:
    return markup.render(voices_values(view))


def voices_values(view: View) -> VoicesValues:
    """Return the picture's values: one voice first, none last."""
    shares = {share.key: share for share in independence(view)}
    each = ROWS * max(1, ceil(len(view.claim_rows) / ROWS / MOST))
    groups = [_group(view.selection, shares[key], each) for key in ("1", "2", "3", "0") if shares[key].number]
    return VoicesValues(groups, each)


def _group(selection: Selection, share: Share, each: int) -> VoiceGroup:
    return VoiceGroup(
        key=share.key,
        label=text(f"diet.independent_{share.key}"),
        number=share.number,
        percent=round(100 * share.number / share.of) or "<1",
        columns=ceil(share.number / each),
        selection=_only(selection, share.key),
    )


def _only(selection: Selection, key: str) -> Selection | None:
    """Return what shows exactly the claims of a group; where their keys are in use already no value says just that."""
    if selection.independent or selection.one_voice:
        return None
    if key == "1":
        return replace(selection, one_voice=True)
    return replace(selection, independent=3) if key == "3" else None
