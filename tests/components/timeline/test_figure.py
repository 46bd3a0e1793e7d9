"""The timeline's figure says what the marks say, and nothing more."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from plotly import graph_objects as go

from components.parts.days import day_number
from components.parts.theme import DARK, LIGHT, SYMBOLS, Look, size
from components.timeline.axis import Ruler, Scale, split
from components.timeline.figure import Figure, describe, timeline_figure
from components.timeline.strip import strip

DAY = 86_400_000
DEFAULTS: dict[str, Any] = {
    "lane": "diplomacy", "lane_label": "Diplomacy", "drawable": True, "open_start": False, "open_end": False,
    "approximate": False, "uncertain": False, "date_words": "that day", "status": "reported", "importance": 2,
    "independent": 1, "claims": 1, "disputed": False,
}  # fmt: skip


def table(*events: dict[str, Any]) -> pd.DataFrame:
    """A table of marks; ``on`` is a day or a pair of days."""
    rows = []
    for n, event in enumerate(events):
        row = {"event_id": f"e{n}", "title": f"Event {n}"} | DEFAULTS | event
        first, last = row["on"] if isinstance(row.get("on"), tuple) else (row.get("on"),) * 2
        row |= {"label": row.get("label", row["title"]), "earliest": first, "latest": last}
        rows.append(row)
    columns = ["event_id", "title", "label", "earliest", "latest", *DEFAULTS]
    frame = pd.DataFrame(rows, columns=columns)
    for column in ("earliest", "latest"):
        frame[column] = frame[column].to_numpy().astype("datetime64[us]")
    return frame


def draw(*events: dict[str, Any], look: Look = LIGHT, width: int = 1200, **options: Any) -> Figure:
    return timeline_figure(table(*events), look=look, width=width, **options)


def named(figure: Figure, name: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("name") == name]


def marks_of(figure: Figure) -> list[dict[str, Any]]:
    return [
        {"x": trace["x"][n], "y": trace["y"][n], "event": figure["events"][what]["id"], "axis": trace["xaxis"],
         "symbol": trace["marker"]["symbol"][n], "size": trace["marker"]["size"][n], "color": trace["marker"]["color"][n]}
        for trace in named(figure, "marks") for n, what in enumerate(trace["customdata"])
    ]  # fmt: skip


def counted(figure: Figure) -> int:
    return sum(int(words) for trace in named(figure, "counts") for words in trace["text"])


def ms(day: str) -> int:
    return int(np.datetime64(day, "ms").astype(np.int64))


CURATED = [
    *({"on": f"{year}-05-09"} for year in range(1945, 2020, 3)),
    *({"on": str(day.date())} for day in pd.date_range("2022-02-24", "2026-03-01", freq="13D")),
]


# What is drawn


def test_a_day_is_a_mark_in_the_middle_of_its_day():
    (mark,) = marks_of(draw({"on": "2024-06-19"}))
    assert mark["x"] == ms("2024-06-19") + DAY // 2
    assert not named(draw({"on": "2024-06-19"}), "bars")


def test_a_month_is_the_span_it_is_and_its_mark_is_not_the_first_of_it():
    figure = draw({"on": ("2023-09-01", "2023-09-30")})
    (bar,) = named(figure, "bars")
    assert bar["base"] == [ms("2023-09-01")]
    assert bar["x"] == [30 * DAY]
    assert marks_of(figure)[0]["x"] == ms("2023-09-16")


@pytest.mark.parametrize("vague", ["approximate", "uncertain"])
def test_a_vague_span_fades_at_both_ends(vague):
    (bar,) = named(draw({"on": ("2023-01-01", "2023-12-31"), vague: True}, {"on": "2020-01-01"}), "bars")
    alphas = [float(colour.rstrip(")").rsplit(",", 1)[1]) for colour in bar["marker"]["color"]]
    longest = int(np.argmax(bar["x"]))
    assert min(alphas) < alphas[longest] / 4
    edges = sorted(zip(bar["base"], alphas, strict=True))
    assert edges[0][1] == edges[-1][1] == min(alphas)
    assert min(bar["base"]) == ms("2023-01-01")
    assert max(b + x for b, x in zip(bar["base"], bar["x"], strict=True)) == ms("2024-01-01")


def test_a_span_with_certain_ends_does_not_fade():
    (bar,) = named(draw({"on": ("2023-01-01", "2023-12-31")}), "bars")
    assert len(bar["base"]) == 1


def test_an_open_end_carries_an_arrow_and_stops_where_coverage_does():
    figure = draw({"on": ("2025-04-28", "9999-12-31"), "open_end": True}, covered_until=pd.Timestamp("2026-03-17"))
    arrows = [t for t in figure["data"] if t.get("marker", {}).get("symbol") == ["triangle-right"]]
    assert [arrow["x"] for arrow in arrows] == [[ms("2026-03-18")]]
    assert marks_of(figure)[0]["x"] < ms("2025-06-01")


def test_an_open_beginning_carries_an_arrow_and_is_marked_at_its_known_end():
    figure = draw({"on": ("0001-01-01", "2023-12-31"), "open_start": True}, {"on": "2020-01-01"})
    assert [t for t in figure["data"] if t.get("marker", {}).get("symbol") == ["triangle-left"]]
    assert marks_of(figure)[0]["x"] > ms("2023-06-01")


def test_status_has_a_shape_and_a_colour_and_importance_a_size():
    for look in (LIGHT, DARK):
        for status in SYMBOLS:
            (mark,) = marks_of(draw({"on": "2024-06-19", "status": status}, look=look))
            assert mark["symbol"] == SYMBOLS[status]
            assert mark["color"] == look.status[status]
    sizes = [
        marks_of(draw({"on": "2024-06-19", "importance": n, "status": "documented"}))[0]["size"] for n in (1, 2, 3)
    ]
    assert sizes == [size(n) for n in (1, 2, 3)]


def test_an_event_of_two_lanes_is_drawn_in_each_and_counted_once():
    figure = draw(
        {"event_id": "a", "on": "2024-06-19"},
        {"event_id": "a", "on": "2024-06-19", "lane": "military", "lane_label": "Military"},
    )
    assert [mark["event"] for mark in marks_of(figure)] == ["a", "a"]
    assert [event["id"] for event in figure["events"]] == ["a"]
    assert len({mark["y"] for mark in marks_of(figure)}) == 2


def test_events_come_in_the_order_of_time_whatever_their_lanes():
    figure = draw({"on": "2024-06-19"}, {"on": "2022-02-24", "lane": "z"}, {"on": "2023-09-13"})
    assert [event["id"] for event in figure["events"]] == ["e1", "e2", "e0"]


def test_an_event_outside_the_years_1_to_9999_is_not_drawn():
    figure = draw({"on": "2024-06-19"}, {"on": "2024-06-20"}, {"on": "0001-01-01", "drawable": False})
    assert [event["id"] for event in figure["events"]] == ["e0", "e1"]


def test_text_is_escaped():
    figure = draw({"on": "2024-06-19", "title": "<b>x</b> & <a href='y'>z</a>", "lane_label": "<i>L</i>"})
    (labels,) = named(figure, "labels")
    assert labels["text"][0].strip("\u00a0") == "&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href='y'&gt;z&lt;/a&gt;"
    assert any(note["text"] == "&lt;i&gt;L&lt;/i&gt;" for note in figure["layout"]["annotations"])
    assert figure["events"][0]["title"] == "<b>x</b> & <a href='y'>z</a>"  # the browser sets it as text


@pytest.mark.parametrize("events", [[], [{"on": "2024-06-19"}], CURATED, CURATED * 3])
@pytest.mark.parametrize("width", [240, 358, 900, 1800])
def test_it_is_a_figure_that_plotly_takes(events, width):
    figure = draw(*events, width=width, covered_until=pd.Timestamp("2026-03-17"))
    go.Figure({"data": figure["data"], "layout": figure["layout"]})


def test_the_table_is_left_as_it_was():
    marks = table(*CURATED)
    before = marks.copy()
    timeline_figure(marks, look=LIGHT, width=1200)
    pd.testing.assert_frame_equal(marks, before)


# What finds no room


def test_what_finds_no_room_becomes_a_count_and_no_event_is_lost():
    marks = table(*({"on": "2024-06-19"} for _ in range(40)), {"on": "2022-01-01"})
    figure = timeline_figure(marks, look=LIGHT, width=1200)
    (counts,) = named(figure, "counts")
    assert counts["text"] == [f"+{41 - len(figure['events'])}"]
    assert 0 < counted(figure) < 41


def test_the_event_in_focus_is_never_in_a_count():
    marks = table(
        *({"on": "2024-06-19", "importance": 3} for _ in range(40)),
        {"on": "2024-06-19", "event_id": "me", "importance": 1},
    )
    alone = timeline_figure(marks, look=LIGHT, width=1200)
    focused = timeline_figure(marks, look=LIGHT, width=1200, focus="me")
    assert "me" not in [event["id"] for event in alone["events"]]
    assert "me" in [event["id"] for event in focused["events"]]


def test_one_that_finds_no_room_alone_is_a_mark_and_no_count():
    marks = table(*({"on": "2024-06-19"} for _ in range(8)))
    figure = timeline_figure(marks, look=LIGHT, width=1200)
    assert len(figure["events"]) == 8
    assert not named(figure, "counts")


def test_a_big_record_sends_a_bounded_number_of_marks():
    days = pd.date_range("2000-01-01", "2025-12-31", periods=5000)
    figure = draw(
        *({"on": str(day.date()), "lane": f"l{n % 9}", "lane_label": f"Lane {n % 9}"} for n, day in enumerate(days))
    )
    assert sum(len(trace["x"]) for trace in figure["data"]) <= 3000
    assert len(marks_of(figure)) <= 2000
    assert len(figure["events"]) + counted(figure) == 5000


# The axis


def test_a_long_quiet_past_and_a_dense_present_get_a_scale_each():
    early, late = split(table(*CURATED)).panes
    assert early.after == late.first == day_number(date(2022, 1, 1))
    assert early.share + late.share == pytest.approx(1)
    assert early.share < 0.3  # it holds fewer events


@pytest.mark.parametrize(
    "days",
    [
        ["1066-10-14", "1070-01-01", "1071-01-01"],
        ["2024-06-19"],
        [str(day.date()) for day in pd.date_range("1950-01-01", "2020-01-01", periods=150)],
        [],
    ],
)
def test_few_or_evenly_spread_events_get_one_scale(days):
    assert len(split(table(*({"on": day} for day in days))).panes) == 1


def test_a_chosen_span_gets_one_scale_and_leaves_the_rest_out():
    scale = Scale.of(*(day_number(date(*day)) for day in ((2024, 1, 1), (2025, 1, 1))))
    figure = draw(*CURATED, scale=scale)
    assert "xaxis2" not in figure["layout"]
    assert figure["layout"]["xaxis"]["range"] == ["2024-01-01", "2025-01-01"]
    assert {pd.Timestamp(mark["x"], unit="ms").year for mark in marks_of(figure)} == {2024}


def test_one_event_in_several_lanes_does_not_pull_the_axis():
    once = table(*CURATED)
    early = once.iloc[:20]
    often = pd.concat([once, *(early.assign(lane=f"l{n}") for n in range(30))])
    assert split(often) == split(once)


def test_each_day_lies_in_its_pane_and_px_turns_back_into_days():
    ruler = Ruler(split(table(*CURATED)), 1000)
    days = np.array([date(1950, 6, 25).toordinal() - 719163, date(2024, 6, 19).toordinal() - 719163], dtype=float)
    pane = ruler.pane_of(days)
    assert pane.tolist() == [0, 1]
    for day, px, number in zip(days, ruler.px(days, pane), pane, strict=True):
        left, right = ruler.pane_bounds()[number]
        assert left < px < right
        assert ruler.day_at(px, int(number)) == pytest.approx(day)


def test_a_span_across_the_break_is_drawn_on_both_sides_of_it():
    bars = named(draw(*CURATED, {"on": ("2010-01-01", "2024-06-30"), "lane": "b"}), "bars")
    assert [bar["xaxis"] for bar in bars] == ["x", "x2"]
    assert bars[0]["base"][0] + bars[0]["x"][0] == bars[1]["base"][0] == ms("2022-01-01")


def test_what_is_not_covered_is_hatched_and_said():
    figure = draw(*CURATED, covered_until=pd.Timestamp("2026-03-17"), note="nothing <after>")
    (hatched,) = [trace for trace in figure["data"] if "pattern" in trace.get("marker", {})]
    assert hatched["base"] == [ms("2026-03-18")]
    assert any(note["text"] == "nothing &lt;after&gt;" for note in figure["layout"]["annotations"])


def test_no_label_stands_over_what_is_not_covered():
    days = [str(day.date()) for day in pd.date_range("2025-01-01", "2026-03-01", freq="9D")]
    figure = draw(*({"on": day} for day in days), covered_until=pd.Timestamp("2026-03-05"))
    begin, end = (ms(day) for day in figure["layout"]["xaxis"]["range"])
    margin = figure["layout"]["margin"]
    per_ms = (1200 - margin["l"] - margin["r"]) / (end - begin)
    (labels,) = named(figure, "labels")
    assert any(side < 0 for _, side, *_ in labels["customdata"])
    for x, (_, side, width, gap) in zip(labels["x"], labels["customdata"], strict=True):
        assert side < 0 or (x - begin) * per_ms + gap + width <= (ms("2026-03-06") - begin) * per_ms + 3


# In words


def test_the_picture_is_described_in_a_sentence():
    words = describe(table(*CURATED))
    assert f"{len(CURATED)} events" in words
    assert "1945–2026" in words


def test_an_empty_table_is_described():
    assert describe(table())


def test_a_table_of_undrawable_events_is_described():
    assert "five digits" in describe(table({"on": "0001-01-01", "drawable": False}))


# Far days


@pytest.mark.parametrize(
    "far", ["9999-12-31", "2999-01-01", ("2024-01-10", "9999-12-31"), ("9000-01-01", "9999-12-31"), "2224-06-19"]
)
def test_one_far_day_does_not_empty_the_picture(far):
    near_ones = [{"on": "2024-01-01"}, {"on": "2024-02-01"}]
    marks = table(*near_ones, {"on": far})
    alone, beside = split(table(*near_ones)), split(marks)
    assert beside.panes[0].first == alone.panes[0].first
    assert beside.panes[-1].after == alone.panes[-1].after
    drawn = marks_of(draw(*near_ones, {"on": far}))
    begins_here = not isinstance(far, str) and far[0].startswith("2024")
    assert {mark["event"] for mark in drawn} == {"e0", "e1", *["e2"] * begins_here}
    counted = strip(marks, beside, 900)
    assert sum(sum(counts) for *_, counts in counted["bins"]) == 2 + begins_here
    assert "9999" not in describe(marks)


@pytest.mark.parametrize(
    "days",
    [
        ["1066-10-14", "1066-10-20", "2024-06-19"],  # a museum opens for a battle: not one day is lost
        ["0079-10-24", "1748-04-01", "1860-01-01"],
        ["1900-01-01", "2024-01-01", "2100-01-01"],
        ["2024-01-01", "2190-01-01"],
        ["2301-01-01", "2302-01-01", "2401-01-01"],  # told of the future
        ["9999-12-31"],
        [f"{year}-01-01" for year in range(1000, 3001, 250)],
    ],
)
def test_no_other_day_is_left_out(days):
    scale = split(table(*({"on": day} for day in days)))
    assert scale.panes[0].first <= day_number(date.fromisoformat(days[0]))
    assert scale.panes[-1].after > day_number(date.fromisoformat(days[-1]))
