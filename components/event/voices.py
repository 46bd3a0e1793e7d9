"""Claims by voices: who stands behind which claim of an event, who only repeats it, where somebody disagrees."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from components.parts.card_values import Claim
from pactline.readings import evidence
from pactline.tables.frames import Frames
from pactline.wording import text

# Where a voice stands: it is a party to the event, or somebody else, or stands behind no claim of its own.
Group: TypeAlias = Literal["party", "other", "repeats"]
GROUPS: tuple[Group, ...] = ("party", "other", "repeats")
MOST = 60  # voices in one picture; each takes a column


@dataclass(frozen=True, slots=True)
class Column:
    """A voice, and whether it is the first of its group."""

    name: str
    group: Group
    first: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with what each voice does to it; "" where it does nothing.

    Attributes:
        label: Its short label, else its text.
        text: What it says.
        independent: How many voices stand behind it.
        opposed: Whether a claim or a publication says otherwise.
    """

    claim_id: str
    label: str
    text: str
    status: str
    cells: tuple[str, ...]
    independent: int
    opposed: bool


@dataclass(frozen=True, slots=True)
class Voices:
    """The picture.

    Attributes:
        headline: What it shows, in a sentence.
        left_out: How many more voices the claims cite.
        marks: What stands in it, for the legend: groups, ``repeats``, ``opposed``.
    """

    headline: str
    columns: list[Column]
    rows: list[Row]
    left_out: int
    marks: tuple[str, ...]


def voices(record: Frames, event: int, claims: Sequence[Claim], opposed: Collection[str]) -> Voices | None:
    """Return who says what of an event's claims; nothing where they cite nobody.

    Voices of one group stand together, who stands behind most claims first.

    Args:
        record: Has the event.
        event: Its row.
        claims: Those of its claims that are drawn.
        opposed: Ids of the claims that another contradicts.
    """
    heard = {voice.id: voice for claim in claims for voice in claim.heard}
    if not heard:
        return None
    behind = dict.fromkeys(heard, 0)
    for claim in claims:
        for voice in claim.heard:
            behind[voice.id] += voice.does == "supports"
    own = evidence.parties(record, event, heard)
    group: dict[str, Group] = {
        one: "repeats" if not behind[one] else ("party" if one in own else "other") for one in heard
    }
    order = sorted(heard, key=lambda one: (GROUPS.index(group[one]), -behind[one], heard[one].name.casefold(), one))
    drawn = order[:MOST]
    rows = [_row(claim, drawn, claim.claim_id in opposed) for claim in claims]
    there = {group[one] for one in drawn if behind[one]}
    return Voices(
        headline=headline(claims),
        columns=[
            Column(heard[one].name, group[one], first=at == 0 or group[one] != group[drawn[at - 1]])
            for at, one in enumerate(drawn)
        ],
        rows=rows,
        left_out=len(order) - len(drawn),
        marks=(
            *(one for one in ("party", "other") if one in there),
            *(("repeats",) if any("repeats" in row.cells for row in rows) else ()),
            *(("opposed",) if any(row.opposed for row in rows) else ()),
        ),
    )


def _row(claim: Claim, drawn: Sequence[str], opposed: bool) -> Row:  # noqa: FBT001 - one fact of the claim
    does = {voice.id: voice.does for voice in claim.heard}
    return Row(
        claim_id=claim.claim_id,
        label=claim.short or claim.text,
        text=claim.text,
        status=claim.status,
        cells=tuple(does.get(one, "") for one in drawn),
        independent=claim.independent,
        opposed=opposed or "disputes" in does.values(),
    )


def headline(claims: Sequence[Claim]) -> str:
    """Return how many of some claims have more than one voice, as a sentence."""
    several = sum(claim.independent > 1 for claim in claims)
    if len(claims) == 1:
        return text("event.one_claim", n=claims[0].independent)
    if several in (0, len(claims)):
        return text("event.all_several" if several else "event.none_several", n=len(claims))
    return text("event.some_several", n=several, all=len(claims))
