"""Counts on the data page: recomputed from the tables, and each number the events that its link leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from components.data.counts import count_values, finding_words
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings.counts import Count, Period, by_actor, by_publisher, by_theme, calendar, columns
from pactline.wording import speech, spoken
from tests.support import curated, shown

ASKED: tuple[Mapping[str, str], ...] = (
    {},
    {"known": "2024-09-01"},
    {"from": "2024-06-10", "to": "2025-03", "kind": "wire"},
    {"publisher": "tass", "from": "2024-06-15", "to": "2024-07-10"},
    {"theme": "military", "statemedia": "hide", "match": "all"},
    {"actor": "kor", "from": "2024-01", "independent": "2"},
)


def asked(query: Mapping[str, str]) -> View:
    return select(curated(), Selection.from_query(query))


def selected(view: View) -> Iterator[tuple[int, Selection]]:
    """Yield each number of the panel that is a link, with the selection that it leads to."""
    values = count_values(view)
    found = [(period.events, one.otherwise) for period, one in zip(columns(view)[1], values.columns, strict=True)]
    for row in values.calendar.rows:
        found += [(cell.events, cell.otherwise) for cell in (row.whole, *row.cells)]
    for block in values.blocks:
        for bar in (*block.bars, *block.more):
            found += [(one.events, one.otherwise) for one in (bar, *bar.inside)]
    for number, otherwise in found:
        if otherwise:
            changed: Mapping[str, Any] = otherwise
            yield number, replace(view.selection, **changed)


@pytest.mark.parametrize("query", ASKED)
def test_each_number_is_how_many_events_its_link_shows(query: Mapping[str, str]) -> None:
    numbers = list(selected(asked(query)))
    assert len(numbers) > 15
    for number, selection in numbers:
        assert number == len(select(curated(), selection).event_rows), selection


@pytest.mark.parametrize("query", ASKED)
def test_actors_themes_and_publishers_are_counted_as_the_tables_have_them(query: Mapping[str, str]) -> None:
    view = asked(query)
    record, events = view.frames, set(view.events["event_id"])
    themes = record.event_themes[record.event_themes["event_id"].isin(events)]
    assert by_theme(view) == ranked(themes.groupby("theme")["event_id"].nunique())
    own = record.event_actors[record.event_actors["event_id"].isin(events)].merge(record.membership, on="actor")
    assert by_actor(view) == ranked(own.groupby("whole")["event_id"].nunique())
    cited = view.citations[(view.citations["claim"] >= 0) & (view.citations["publisher"] != "")]
    assert by_publisher(view) == ranked(cited.groupby("publisher")["event_id"].nunique())


def ranked(counts: "pd.Series[int]") -> list[Count]:
    return sorted((Count(str(key), int(n)) for key, n in counts.items()), key=lambda c: (-c.events, c.key))


@pytest.mark.parametrize("query", ASKED)
def test_months_are_counted_as_the_events_dates_have_them(query: Mapping[str, str]) -> None:
    view = asked(query)
    events = view.events
    dated = events[events["drawable"] & ~events["open_start"] & ~events["open_end"]]
    first, last = dated["earliest"].dt, dated["latest"].dt
    yearly = dated[first.year == last.year]
    monthly = yearly[yearly["earliest"].dt.month == yearly["latest"].dt.month]
    found = calendar(view)
    assert found.years == 1
    cells = {part.first: part.events for _, parts, _ in found.rows for part in parts if part.events}
    counted = monthly["earliest"].dt.to_period("M").value_counts()
    assert cells == {period.start_time.date(): n for period, n in counted.items()}
    assert {whole.first.year: whole.events for whole, _, _ in found.rows} == yearly["year"].value_counts().to_dict()
    assert sum(rest for _, _, rest in found.rows) == len(yearly) - len(monthly)
    assert sum(whole.events for whole, _, _ in found.rows) + found.outside == len(events)
    size, drawn = columns(view)
    assert sum(period.events for period in drawn) == len(yearly if size else monthly)
    assert all(drawn[n].last < drawn[n + 1].first for n in range(len(drawn) - 1))


def test_a_month_is_said_as_one_in_any_language() -> None:
    with spoken(speech("ko")):
        words = [bar.title for bar in count_values(shown()).columns]
    assert words
    assert all("월:" in one and "일" not in one for one in words), words


def test_many_years_are_gathered_into_decades_and_fewer_columns() -> None:
    record = "events:\n" + "".join(f"- {{date: {1000 + 7 * n}-05-03, title: Event {n}}}\n" for n in range(140))
    view = shown(record)
    found = calendar(view)
    assert found.years == 100
    whole, parts, rest = found.rows[0]
    assert (whole, rest) == (Period(date(1000, 1, 1), date(1099, 12, 31), 15), 0)
    assert parts[0] == Period(date(1000, 1, 1), date(1009, 12, 31), 2)
    size, drawn = columns(view)
    assert (size, len(drawn)) == (10, 98)
    for number, selection in selected(view):
        assert number == len(select(view.frames, selection).event_rows), selection


def test_what_has_no_month_is_counted_beside_them_and_never_guessed() -> None:
    view = shown(
        "events: [{date: 2024, title: a}, {date: 2024-02, title: b}, {date: 2023/2024, title: c},"
        " {date: 2024/.., title: d}, {date: Y-20000, title: e}, {date: 9999-12-31, title: f}]"
    )
    found = calendar(view)
    (early, parts, rest), (end, months, _) = found.rows
    assert (early.events, parts[1].events, rest, found.outside) == (2, 1, 1, 3)
    assert (end.events, months[11]) == (1, Period(date(9999, 12, 1), date(9999, 12, 31), 1))


def test_a_month_that_the_dates_in_force_cut_is_no_link() -> None:
    values = count_values(asked({"from": "2024-06-10", "to": "2024-12"}))
    (row,) = values.calendar.rows
    june, july = row.cells[5:7]
    assert june.events
    assert june.otherwise is None
    assert july.otherwise is not None
    assert july.otherwise["first"] == date(2024, 7, 1)


def test_nothing_shown_is_nothing_counted() -> None:
    view = asked({"q": "zzzz-nothing"})
    assert (columns(view), calendar(view).rows, by_theme(view)) == ((0, []), (), [])


def test_the_finding_names_the_period_of_most_events_unless_several_have_as_many() -> None:
    three = "events: [{date: 2024-01-02, title: A}, {date: 2024-02-03, title: B}, {date: 2024-02-05, title: C}%s]"
    assert finding_words(shown(three % ""))[0] == "February 2024 has 2 of 3 events, more than any other month"
    assert finding_words(shown(three % ", {date: 2024-01-03, title: D}"))[0] == "4 events as rows and files"
    assert finding_words(shown(three % "", q="nothing-at-all"))[0] == "Data"
