"""The page of contested figures as values: spreads in words, what is drawn, what is listed."""

import re

import numpy as np
import pytest

from components.numbers.figure import number_figure
from components.numbers.panel import listed, mini
from components.numbers.scale import number_words
from components.numbers.shown import Figure, describe, figures, hover, lanes, legend, when
from components.numbers.spread import estimators, numeric
from components.parts.rows import rows
from components.parts.theme import COUNT_SYMBOLS, DARK, LIGHT
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.record.vocabulary import COUNTS
from tests.figures_record import FIGURES
from tests.support import curated, shown

WHOLE = shown(FIGURES)
BY_METRIC = {figure.metric.id: figure for figure in figures(WHOLE)}
CRATES, FALLEN, PARADE = BY_METRIC["crates"], BY_METRIC["fallen"], BY_METRIC["parade"]
RECORD = curated()


def test_figures_come_by_their_estimators_and_with_their_tally() -> None:
    assert [figure.metric.id for figure in figures(WHOLE)] == ["crates", "fallen", "change", "parade"]
    assert CRATES.tally == "7 estimates by 5 estimators"
    assert FALLEN.independence.startswith("No independent estimate")
    assert PARADE.tally == "1 estimate by 1 estimator"


def test_what_adds_up_and_what_does_not_stand_in_lanes_of_their_own() -> None:
    found = lanes(CRATES)
    assert [lane.title for lane in found] == ["Added up until the day", "At one time"]
    assert [lane.rows["estimate_id"].tolist() for lane in found] == [
        ["crates-1", "crates-2", "crates-3", "crates-4", "crates-5"],
        ["crates-6"],
    ]
    assert "crates-7" not in {one for lane in found for one in lane.rows["estimate_id"]}  # words only


def drawn(figure: Figure) -> dict[str, list[tuple[str, float, str, str]]]:
    """Return the marks of each axis: day, amount, shape and fill."""
    found = number_figure(lanes(figure), look=LIGHT, unit=figure.metric.unit, log_note="logarithmic")
    marks = [trace for trace in found["data"] if trace["hoverinfo"] == "text"]
    return {
        trace["yaxis"]: list(
            zip(trace["x"], trace["y"], trace["marker"]["symbol"], trace["marker"]["color"], strict=True)
        )
        for trace in marks
    }


def test_each_estimate_has_one_mark_a_range_one_at_each_end_and_none_between() -> None:
    marks = drawn(CRATES)
    assert [(day, number) for day, number, *_ in marks["y"]] == [
        ("2023-10-01", 1000),
        ("2024-02-26", 6700),
        ("2025-03-31", 15800),
        ("2025-05-29", 20000),
        ("2025-05-31", 90000),
        ("2025-03-31", 16000),
    ]
    assert [(day, number) for day, number, *_ in marks["y2"]] == [("2025-01-15", 300)]


def test_every_amount_of_the_record_is_drawn_once_and_no_other() -> None:
    """No average, no middle: the marks are the amounts of the rows."""
    for figure in figures(select(RECORD, Selection())):
        found = lanes(figure)
        if found:
            drawn_amounts = sorted(number for marks in drawn(figure).values() for _, number, *_ in marks)
            given = [
                row[end]
                for row in figure.rows
                if row["drawable"] and not row["open_start"] and not row["open_end"]
                for end in ("low", "high", "value")
                if row[end] is not None
            ]
            degenerate = sum(row["low"] is not None and row["low"] == row["high"] for row in figure.rows)
            assert len(drawn_amounts) == len(given) - degenerate
            assert set(drawn_amounts) == set(given)


def test_a_shape_says_what_is_counted_and_a_hollow_mark_that_a_party_counts() -> None:
    shapes = {day: (symbol, fill) for day, _, symbol, fill in drawn(CRATES)["y"]}
    assert shapes["2023-10-01"] == ("circle", LIGHT.side["no"])
    assert shapes["2025-05-31"] == ("square", LIGHT.side["no"])
    assert drawn(CRATES)["y2"][0][2:] == ("hexagon", LIGHT.side["unknown"])
    assert {fill for *_, fill in drawn(FALLEN)["y"]} == {LIGHT.paper}


def test_lone_bounds_have_arrows_and_counted_days_a_thin_line() -> None:
    found = number_figure(lanes(CRATES), look=DARK, unit="crates", log_note="logarithmic")
    tips = {
        trace["marker"]["symbol"]: list(zip(trace["x"], trace["y"], strict=True))
        for trace in found["data"]
        if trace["mode"] == "markers" and trace["hoverinfo"] == "skip"
    }
    assert [day for day, _ in tips["triangle-up"]] == ["2023-10-01", "2025-05-29"]
    assert all(tip > number for (_, tip), number in zip(tips["triangle-up"], (1000, 20000), strict=True))
    assert [day for day, _ in tips["triangle-down"]] == ["2025-05-31"]
    assert tips["triangle-down"][0][1] < 90000
    spans = next(trace for trace in found["data"] if trace.get("opacity"))
    assert spans["x"] == ["2023-08-01", "2025-03-31", None, "2023-09-01", "2025-05-29", None]
    assert spans["y"] == [15800, 15800, None, 20000, 20000, None]


def test_a_logarithmic_scale_says_so_and_a_linear_one_does_not() -> None:
    found = number_figure(lanes(CRATES), look=LIGHT, unit="crates", log_note="by tens")
    assert [found["layout"][axis]["type"] for axis in ("yaxis", "yaxis2")] == ["log", "linear"]
    titles = [note["text"] for note in found["layout"]["annotations"]]
    assert titles == ["<b>Added up until the day</b> · crates · by tens", "<b>At one time</b> · crates"]
    assert list(legend(CRATES, lanes(CRATES))) == ["open", "range", "span", "log"]
    assert list(legend(FALLEN, lanes(FALLEN))) == []


def test_no_line_joins_two_estimates() -> None:
    found = number_figure(lanes(CRATES), look=LIGHT, unit="crates", log_note="")
    for trace in found["data"]:
        if "lines" in trace["mode"]:
            pieces = list(zip(*[iter(zip(trace["x"], trace["y"], strict=True))] * 3, strict=True))
            assert all(gap == (None, None) for *_, gap in pieces)
            assert all(one[0] == other[0] or one[1] == other[1] for one, other, _ in pieces)


def test_a_strangers_words_are_no_markup_in_the_plot() -> None:
    view = shown(FIGURES.replace("Seoul's ministry", "<img src=x>").replace("basis: imagery", "basis: '<b>b</b>'"))
    figure = figures(view)[0]
    found = number_figure(lanes(figure), look=LIGHT, unit="<i>", log_note="")
    text = str([trace.get("hovertext", trace.get("text")) for trace in found["data"]]) + str(
        found["layout"]["annotations"]
    )
    assert "<img" not in text
    assert "&lt;img src=x&gt;" in text
    assert "&lt;i&gt;" in text
    assert "&lt;b&gt;b" in text


def test_a_mark_says_who_when_what_and_where_in_the_list() -> None:
    one = next(r for r in CRATES.rows if r["estimate_id"] == "crates-1")
    assert hover(one) == [
        "at least 1,000 · delivered",
        "White House",
        "until 1 October 2023, counted from September 2023",
        "Basis: imagery",
        "No. 1 in the list",
    ]
    assert hover(FALLEN.rows[0])[1] == "HUR (party to the war)"
    assert when(CRATES.rows[-1]) == "April 2025"  # not said whether it adds up


def test_the_list_holds_every_estimate_with_its_sources_and_event() -> None:
    found = listed(WHOLE, CRATES)
    assert [lane.title for lane in found] == ["Added up until the day", "At one time", "Not said whether added up"]
    entries = {entry.estimate_id: entry for lane in found for entry in lane.rows}
    assert [entry.number for entry in entries.values()] == [1, 2, 3, 4, 5, 6, 7]
    assert entries["crates-1"].title == "Talks"
    assert entries["crates-1"].citations[0].chain == ("White House", "Reuters")
    assert [citation.part for citation in entries["crates-3"].citations] == ["supports", "disputes"]
    assert entries["crates-2"].note == "Not explained."
    assert entries["crates-7"].amount == "a great many"


def test_notes_know_everything_and_are_left_out_as_known_on_a_day() -> None:
    view = shown(FIGURES, known="2025-12-01")
    entries = [entry for figure in figures(view) for lane in listed(view, figure) for entry in lane.rows]
    assert len(entries) == len(WHOLE.estimates)
    assert {entry.note for entry in entries} == {None}


def test_publications_later_than_the_day_are_left_out() -> None:
    view = shown(FIGURES, known="2025-06-30")
    fallen = next(figure for figure in figures(view) if figure.metric.id == "fallen")
    entries = {entry.estimate_id: entry for lane in listed(view, fallen) for entry in lane.rows}
    assert [citation.source_id for citation in entries["fallen-2"].citations] == ["paper-1"]


def test_the_alternative_text_says_what_the_plot_shows() -> None:
    assert describe(FALLEN) == (
        "The fallen, persons: 2 estimates by 2 estimators, from 5 January 2025 to 30 June 2025. between 101 and 300 by "
        "30 June 2025, the latest figures of 2 estimators; none gives a start date. The list below holds the same."
    )


def test_the_small_picture_has_the_marks_that_its_sentence_is_about() -> None:
    marks = mini(CRATES)
    assert len(marks) == CRATES.spreads[0].estimates == 4  # no room for it, nor what is there at one time
    assert [mark.open for mark in marks] == ["up", "", "", "up"]
    assert [mark.left for mark in marks] == sorted(mark.left for mark in marks)
    assert (marks[0].left, marks[-1].left) == (0.0, 100.0)
    assert all(0 <= mark.low <= mark.high <= 100 for mark in marks)
    assert marks[2].high > marks[2].low
    assert [mark.left for mark in mini(PARADE)] == [50.0]


def test_what_lies_outside_the_calendar_is_listed_and_not_drawn() -> None:
    text = "events: [{date: 2024, title: A}]\nestimates: [{id: e, metric: m, as_of: Y-20000, value: 1}, {id: f, metric: m, as_of: 2024/.., value: 2}]"
    figure = figures(shown(text))[0]
    assert lanes(figure) == []
    assert mini(figure) == []
    assert len(listed(shown(text), figure)[0].rows) == 2


def test_every_kind_of_count_has_a_shape_of_its_own() -> None:
    assert set(COUNT_SYMBOLS) == {*COUNTS, "none"}
    assert len(set(COUNT_SYMBOLS.values())) == len(COUNT_SYMBOLS)


@pytest.mark.parametrize("query", [{}, {"known": "2025-01-01"}, {"theme": "military"}])
def test_tallies_and_spreads_of_the_record_are_recounted_from_its_rows(query: dict[str, str]) -> None:
    view: View = select(RECORD, Selection.from_query(query))
    table = view.estimates
    assert sum(len(figure.rows) for figure in figures(view)) == len(table)
    for figure in figures(view):
        own = table[table["metric"] == figure.metric.id]
        assert re.findall(r"\d+", figure.tally) == [str(len(own)), str(own["estimator"].nunique())]
        assert estimators(rows(own)) == own["estimator"].nunique()
        for spread in figure.spreads:
            used = own[own["estimate_id"].isin(spread.used)]
            assert set(used["counts"]) == {spread.counts}
            assert set(used["cumulative"]) == {spread.cumulative}
            given = used[["low", "high", "value"]].to_numpy()
            assert number_words(float(np.nanmin(given))) in spread.words
            assert number_words(float(np.nanmax(given))) in spread.words
            assert spread.estimates == len(
                own[(own["counts"] == spread.counts) & (own["cumulative"] == spread.cumulative)].dropna(
                    how="all", subset=["low", "high", "value"]
                )
            )
        assert all(numeric(row) for row in rows(own) if row["value"] is not None)


@pytest.mark.parametrize(
    ("as_of", "drawn_"),
    [("9999-12-31", ["e", "f"]), ("2024/9999-12-31", ["e", "f"]), ("2150", ["e", "f", "g"]), ("2025", ["e", "f", "g"])],
)
def test_one_far_day_does_not_empty_a_figure(as_of: str, drawn_: list[str]) -> None:
    (figure,) = figures(
        shown(f"""
        metrics: [{{id: m, unit: u, label: l}}]
        estimates:
        - {{id: e, metric: m, as_of: 2024, value: 3}}
        - {{id: f, metric: m, as_of: 2025, value: 5}}
        - {{id: g, metric: m, as_of: {as_of}, value: 7}}
        """)
    )
    assert [one for lane in lanes(figure) for one in lane.rows["estimate_id"]] == drawn_
    begin, end = number_figure(lanes(figure), look=LIGHT, unit="u", log_note="")["layout"]["xaxis"]["range"]
    assert "2018" <= begin[:4] <= end[:4] < "2200"


@pytest.mark.parametrize("as_of", ["9999-12-31", "0001-01-01"])
def test_a_figure_at_the_calendar_s_edge_is_drawn(as_of: str) -> None:
    (figure,) = figures(
        shown(f"""
        metrics: [{{id: m, unit: u, label: l}}]
        estimates: [{{id: e, metric: m, as_of: {as_of}, value: 3}}]
        """)
    )
    begin, end = number_figure(lanes(figure), look=LIGHT, unit="u", log_note="")["layout"]["xaxis"]["range"]
    assert begin <= as_of <= end
