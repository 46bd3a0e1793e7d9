"""The source diet: what the shown claims rest on, as bars with numbers; a number leads to its rows where it can."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.moulds import GAPS, Mould, mould
from components.parts.told_claims import ToldClaim, claims_in_words
from components.parts.ways import Otherwise, Ways
from pactline.query.in_words import country_name
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.source_diet import Diet, Share, diet, without_copy
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import text

FEW = 10  # publishers, and claims listed, without asking for more
_COUNTRIES = 12
_FEW_PERCENT = "<1"
_LINES = 2048  # HTML of lines, of a record


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of claims, of all (``of``).

    Attributes:
        percent: Rounded; ``<1`` for a few.
        width: Percent.
        otherwise: What the selection of exactly the claims counted has otherwise than the page's; ``None`` where no
            key of the URL says it.
        inside: Bars that it folds out into.
        claims: Claims that it folds out into.
    """

    label: str
    number: int
    of: int
    percent: int | str
    width: float
    otherwise: Otherwise | None
    inside: list["Bar"] = field(default_factory=list)
    claims: list[ToldClaim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Block:
    """Bars that count one thing."""

    name: str
    title: str
    note: str | None
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class DietValues:
    """What the shown claims rest on.

    Attributes:
        bar: Returns a bar with its label as HTML; ``number`` its number.
    """

    template: ClassVar = "sources/diet.html"
    blocks: list[Block]
    bar: Callable[[Bar], Markup]
    number: Callable[[Bar], Markup]


@dataclass(frozen=True, slots=True)
class BarValues:
    """A bar as it is drawn."""

    template: ClassVar = "sources/bar.html"
    label: str
    width: Markup


@dataclass(frozen=True, slots=True)
class NumberValues:
    """A bar's number as it is drawn; ``link`` is empty where it is none."""

    template: ClassVar = "sources/number.html"
    label: str
    link: Markup
    number: Markup
    percent: Markup


def source_diet(view: View) -> None:
    """Draw the source diet of the shown claims; nothing where none is shown."""
    if len(view.claim_rows):
        with draw.box("source-diet"):
            draw.html(_html(view))


@kept(32)
def _html(view: View) -> str:
    return markup.render(diet_values(view))


def diet_values(view: View) -> DietValues:
    """Return the blocks of bars for the template."""
    found = diet(view)
    selection, ways = view.selection, Ways(view.selection)
    house = view.frames.names["publisher"]

    def name_of_country(key: str) -> str:
        return country_name(view.frames, key) if key else text("diet.no_country")

    publishers = [
        _bar(share, house.get(share.key) or text("sources.no_publisher"), _only(selection, "publisher", share))
        for share in found.publishers[:FEW]
    ]
    return DietValues(
        blocks=[
            _block(
                "kind",
                [
                    _bar(
                        share,
                        text(f"kind.{share.key}") if share.key else text("sources.no_kind"),
                        _only(selection, "kind", share),
                    )
                    for share in found.kinds
                ],
            ),
            _block(
                "publisher",
                publishers,
                text("diet.publisher_note", n=len(found.publishers)) if len(found.publishers) > FEW else None,
            ),
            _block(
                "country",
                [
                    _bar(
                        share,
                        name_of_country(share.key),
                        _only(selection, "country", share),
                        inside=[
                            _bar(
                                own,
                                house.get(own.key) or text("sources.no_publisher"),
                                _only(selection, "publisher", own),
                            )
                            for own in found.by_country[share.key]
                        ],
                    )
                    for share in found.countries[:_COUNTRIES]
                ],
                text("diet.country_note", n=len(found.countries)) if len(found.countries) > _COUNTRIES else None,
            ),
            _block(
                "control",
                [_bar(share, text(f"diet.control_{share.key}"), None) for share in found.control]
                + _not_alone(selection, found),
            ),
            _block("copies", _copies(view, found)),
            _block(
                "reading",
                [_bar(share, text(f"sources.read_{share.key}"), None) for share in found.reading],
                text("diet.reading_note"),
            ),
        ],
        bar=lambda one: Markup(_drawn(view.frames, one.label)(one.width)),  # noqa: S704 - out of the escaping template
        number=lambda one: _numbered(view.frames, ways, one),
    )


# Lines that differ in numbers and links alone: each is a template's HTML, made once


@kept(_LINES)
def _drawn(_: Frames, label: str) -> Mould:
    return mould(BarValues(label, GAPS[0]))


@kept(_LINES)
def _counted(_: Frames, label: str, *, leads: bool) -> Mould:
    return mould(NumberValues(label, GAPS[0] if leads else Markup(), GAPS[1], GAPS[2]))


def _numbered(record: Frames, ways: Ways, bar: Bar) -> Markup:
    link = "" if bar.otherwise is None else ways.go("sources", **bar.otherwise)
    percent = "&lt;1" if bar.percent == _FEW_PERCENT else bar.percent
    return Markup(_counted(record, bar.label, leads=bool(link))(link, f"{bar.number:,}", percent))  # noqa: S704


def _block(name: str, bars: list[Bar], note: str | None = None) -> Block:
    return Block(name, text(f"diet.{name}"), note, [bar for bar in bars if bar.of])


def _bar(share: Share, label: str, otherwise: Otherwise | None, *, inside: Sequence[Bar] = ()) -> Bar:
    percent = round(100 * share.number / share.of) if share.of else 0
    return Bar(
        label=label,
        number=share.number,
        of=share.of,
        percent=percent if percent or not share.number else _FEW_PERCENT,
        width=round(100 * share.number / share.of, 2) if share.of else 0,
        otherwise=otherwise,
        inside=list(inside),
    )


def _only(selection: Selection, key: str, share: Share) -> Otherwise | None:
    """Return what selects exactly the claims counted; where the key is in use already no value says just that."""
    if not share.key:
        return None
    if key in ("kind", "country") and (selection.kinds or selection.countries):
        return None  # with both, one publisher must be both
    if key == "kind":
        return {"kinds": (share.key,)}
    if key == "country":
        return {"countries": (share.key,)}
    return None if selection.publishers else {"publishers": (share.key,)}


def _not_alone(selection: Selection, found: Diet) -> list[Bar]:
    """Return the bar of the claims that do not rest on state media alone: one key of the URL says just this."""
    if selection.hide_state_media:
        return []
    number = found.claims - found.control[0].number
    return [_bar(Share("", number, found.claims), text("diet.control_hide"), {"hide_state_media": True})]


def _copies(view: View, found: Diet) -> list[Bar]:
    bars = [_bar(share, text(f"diet.copies_{share.key}"), None) for share in found.copies]
    missing = without_copy(view)
    bars[1] = replace(bars[1], claims=claims_in_words(view, missing[:100]))
    return bars
