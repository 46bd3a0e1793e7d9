"""The picture of the whole: every event once, words that cover nothing, at any number of events and any span."""

import itertools
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from components.findings.drawing import Drawing
from components.findings.placing import Box
from components.findings.time_scale import TimeScale, squeezed_before, ticks
from components.findings.whole import Dots, Moment, Whole, whole_picture
from components.findings.whole_layout import MIDDLE, NARROW, WIDE, Frame, whole_drawing
from components.parts.small_map import Spot
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from pactline.readings.counts import busiest_months
from pactline.readings.findings import findings
from pactline.record import edtf
from pactline.tables.index import STATUS_CODES
from pactline.wording import text
from tests.support import curated, tables

FRAMES = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW}
STATUSES = ("documented", "alleged", "disputed")


def made(n: int, first: str, last: str, *, moments: tuple[Moment, ...] = (), named: int = 6) -> Whole:
    begins, ends = (edtf.parse(day).begins for day in (first, last))
    numbers = np.arange(n)
    dots = Dots(
        begins + (ends - begins) * numbers // max(1, n - 1),
        np.array([STATUS_CODES.index(one) for one in STATUSES], dtype=np.int8)[numbers % 3],
        lambda: [(f"e{k}", f"Event {k}") for k in range(n)],
    )
    labels = tuple((k, f"What happened at e{k}") for k in range(0, n, max(1, n // named)))
    return Whole(dots, moments, labels, "198 days", None, 0, STATUSES, Selection())


def boxes(drawing: Drawing) -> list[Box]:
    return [words.box for words in drawing.words]


def assert_readable(drawing: Drawing) -> None:
    """No words over others or over a mark, all inside."""
    room = Box(-1, -1, drawing.width + 1, drawing.height + 1)
    for words in drawing.words:
        assert words.box.within(room), words
    for one, other in itertools.combinations(drawing.words, 2):
        assert not one.box.meets(other.box), (one.text, other.text)
    marks = [Box(m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r) for m in drawing.marks]
    for words in drawing.words:
        assert not any(words.box.meets(box) for box in marks), words.text
    if drawing.place:
        lines = [Box(one.x1 - 0.5, one.y1, one.x2 + 0.5, one.y2) for one in drawing.lines if one.kind != "axis"]
        for box in (*boxes(drawing), *marks, *lines):
            assert not drawing.place.meets(box), box


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
@pytest.mark.parametrize(
    ("n", "first", "last"),
    [
        (1, "2024-06-19", "2024-06-19"),
        (10, "2024-06-01", "2024-06-20"),
        (20, "1720-01-01", "2020-01-01"),
        (350, "2019-01-01", "2026-03-17"),
        (10_000, "2000-01-01", "2025-12-31"),
        (20, "-0490-09-12", "-0478-04-01"),
        (3, "-9999-01-01", "2020-01-01"),
        (10_000, "-0753-04-21", "0476-09-04"),
    ],
)
def test_every_event_is_a_mark_or_is_counted(n: int, first: str, last: str, frame: Frame) -> None:
    drawing = whole_drawing(made(n, first, last), frame)
    assert_readable(drawing)
    if drawing.stacks:
        assert sum(int(stack.name.split()[0].replace(",", "")) for stack in drawing.stacks) == n
        assert not drawing.marks
    else:
        assert sorted(mark.event for mark in drawing.marks) == sorted(f"e{k}" for k in range(n))
    highest = [mark.y - mark.r for mark in drawing.marks] + [bar.y for stack in drawing.stacks for bar in stack.bars]
    assert min(highest) >= drawing.height - 31.5 - frame.dots


def test_years_before_1_are_drawn_and_counts_lead_as_far_back_as_an_address_can() -> None:
    old = "events:\n" + "".join(f"- {{date: '-{480 - 7 * n:04}', title: Old {n}}}\n" for n in range(14))
    picture = whole_picture(whole(tables(old)), None, {})
    assert (len(picture.dots), picture.undrawn) == (14, 0)
    axis = [words.text for words in whole_drawing(picture, MIDDLE).words]
    assert axis[:2] == ["480 BC", "470 BC"]
    counted = whole_drawing(made(10_000, "-0753-04-21", "0476-09-04"), WIDE).stacks
    assert re.search(r", 75\d BC to 74\d BC$", counted[0].name)
    assert counted[0].href.endswith("from=&to=")
    assert re.search(r"from=0\d{3}-\d\d-\d\d&to=0476-09-04$", counted[-1].href)


def test_what_is_counted_is_not_asked_for_its_name() -> None:
    def names() -> list[tuple[str, str]]:
        raise AssertionError

    many = made(10_000, "2000-01-01", "2025-12-31")
    unnamed = replace(many, dots=Dots(many.dots.days, many.dots.status, names))
    assert all(whole_drawing(unnamed, frame).stacks for frame in FRAMES.values())
    few = made(10, "2000-01-01", "2025-12-31")
    with pytest.raises(AssertionError):
        whole_drawing(replace(few, dots=Dots(few.dots.days, few.dots.status, names)), WIDE)


def test_few_events_are_marks_and_many_are_counted() -> None:
    assert not whole_drawing(made(350, "2019-01-01", "2026-03-17"), WIDE).stacks
    assert whole_drawing(made(10_000, "2000-01-01", "2025-12-31"), WIDE).stacks


@pytest.mark.parametrize(
    "query", [{}, {"theme": ["military"]}, {"from": ["2024-06"], "to": ["2024-12"]}, {"actor": ["chn"]}]
)
def test_the_curated_record_is_readable_whatever_is_left_of_it(query: dict[str, list[str]]) -> None:
    record = curated()
    told = next(one for one in findings(record, text) if one.id == "whole")
    picture = whole_picture(select(record, Selection.from_query(query)), told.picture, told.numbers)
    for frame in FRAMES.values():
        assert_readable(whole_drawing(picture, frame))


def test_the_moments_of_the_curated_record_stand_in_its_picture_with_the_days_between() -> None:
    record = curated()
    told = next(one for one in findings(record, text) if one.id == "whole")
    drawing = whole_drawing(whole_picture(whole(record), told.picture, told.numbers), WIDE)
    said = [words.text for words in drawing.words]
    assert [one for one in said if one in ("Signed", "Denied", "Admitted")] == ["Signed", "Denied", "Admitted"]
    assert "198 days" in said
    busiest = busiest_months(whole(record))  # of several as busy none is told: there is no highest column
    told_of = [text("finding.month", n=one.events, month=f"{one.first:%B %Y}") in " ".join(said) for one in busiest]
    assert told_of == [len(busiest) == 1] * len(busiest)
    assert len([line for line in drawing.lines if line.kind == "stem"]) >= 3
    assert drawing.place is not None
    aside = [words for words in drawing.words if words.box.top < drawing.place.bottom]
    assert aside
    assert min(words.box.left for words in aside) >= drawing.place.right + 16  # the map stands on the left
    events = [mark.event for mark in drawing.marks]
    assert len(events) == len(set(events)) == record.size("events")


def test_a_record_of_plain_dates_has_a_picture_without_moments() -> None:
    record = tables(
        "events:\n" + "".join(f"- {{id: e{n}, date: 2020-{n:02}, title: Event {n}}}\n" for n in range(1, 13))
    )
    picture = whole_picture(whole(record), None, {})
    assert (picture.moments, picture.span, picture.statuses) == ((), "", ("none",))
    assert len(picture.labels) > 3
    assert_readable(whole_drawing(picture, WIDE))


@pytest.mark.parametrize(("spots", "frame"), [(0, WIDE), (1, WIDE), (2, NARROW)])
def test_there_is_no_room_for_a_map_of_fewer_than_two_places_or_in_a_narrow_picture(spots: int, frame: Frame) -> None:
    own = tuple(Spot(f"Town {n}", 40.0, 100.0 + n) for n in range(2))
    plain = made(20, "2020-01-01", "2024-01-01")
    assert whole_drawing(replace(plain, spots=own), WIDE).place is not None
    assert whole_drawing(replace(plain, spots=own[:spots]), frame).place is None


def test_a_picture_without_moments_and_map_is_no_higher_than_what_stands_in_it() -> None:
    low = whole_drawing(made(20, "2020-01-01", "2024-01-01"), WIDE)
    assert low.height < WIDE.height / 2
    assert 7 <= min(words.box.top for words in low.words) <= 10
    assert_readable(low)
    spots = tuple(Spot(f"Town {n}", 40.0, 100.0 + n) for n in range(2))
    day = date(2021, 1, 1).toordinal()
    moment = Moment("e4", 4, "Said", day, "1 January 2021", "alleged", "what was said", quoted=True, by="Somebody")
    high = made(20, "2020-01-01", "2024-01-01")
    assert whole_drawing(replace(high, spots=spots), WIDE).height == WIDE.height
    assert whole_drawing(replace(high, moments=(moment,)), WIDE).height > low.height


def test_a_long_thin_beginning_is_squeezed_and_an_even_spread_is_not() -> None:
    late = [date(2022, 1, 1).toordinal() + 5 * n for n in range(200)]
    assert squeezed_before([date(1945, 8, 15).toordinal(), date(1961, 7, 6).toordinal(), *late]) == 2022
    assert squeezed_before([date(1900 + n, 1, 1).toordinal() for n in range(100)]) is None
    assert squeezed_before([]) is None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022-01-01", "2026-01-01", "2023"),
        ("1700-01-01", "2020-01-01", "1750"),
        ("2024-01-01", "2024-12-31", "March 2024"),
    ],
)
def test_the_axis_says_years_or_months_apart_enough(first: str, last: str, expected: str) -> None:
    begins, ends = (date.fromisoformat(day).toordinal() for day in (first, last))
    found = ticks(TimeScale(begins, ends, 0, 400), 52)
    assert expected in [tick.words for tick in found]
    assert all(b.x - a.x >= 52 for a, b in itertools.pairwise(found))


def test_a_day_of_the_axis_is_where_it_stands() -> None:
    begins = date(2024, 1, 1).toordinal()
    scale = TimeScale(begins, begins + 366, 10, 500)
    assert scale.day(scale.x(begins + 100)) == begins + 100
