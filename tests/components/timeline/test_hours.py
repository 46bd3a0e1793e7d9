"""An incident of two hours, and a record of antiquity: both fill their axis, and nothing far breaks it."""

import json
from datetime import date

import numpy as np

from components.parts.theme import LIGHT
from components.timeline.axis import split
from components.timeline.chart import drawn
from components.timeline.figure import timeline_figure
from components.timeline.finding import finding_of
from components.timeline.frame import picture_frame, undrawn, whole_scale
from components.timeline.marks import marks
from components.timeline.pen import svg
from components.timeline.strip import strip
from pactline.query.select import whole
from pactline.query.selection import Selection
from pactline.readings.found import find
from pactline.tables.index import day_number
from tests.hours_record import ANTIQUITY, INCIDENT
from tests.support import shown, tables

DAY = day_number(date(2024, 6, 19))
MINUTE = 1 / 1440


def test_an_incident_fills_an_axis_of_hours_and_the_day_it_lay_in_does_not_widen_it() -> None:
    (pane,) = split(marks(whole(tables(INCIDENT)))).panes
    first, last = DAY + (14 * 60 + 2) * MINUTE, DAY + (14 * 60 + 2 + 39 * 3) * MINUTE
    assert first - 10 * MINUTE < pane.first < first
    assert last < pane.after < last + 10 * MINUTE


def test_times_stand_by_the_clock_that_most_have_and_those_without_a_zone_as_written() -> None:
    record = tables(INCIDENT)
    when = record.moments
    at = {name: when.begin[record.row_of(name)] - DAY for name in ("local", "abroad", "whole", "e00")}
    assert when.zone == "UTC+9"
    assert np.isclose(at["local"], 15 / 24)
    assert np.isclose(at["abroad"], (15 * 60 + 10) * MINUTE), "06:10 in UTC"
    assert at["whole"] == 0
    assert not when.timed[record.row_of("whole")]


def test_the_picture_tells_the_clock_and_has_bins_of_minutes() -> None:
    view = whole(tables(INCIDENT))
    sent = json.loads(drawn(view.shown, lanes="theme", look=LIGHT))
    assert sent["clock"] == "UTC+9"
    assert sent["until"] is None, "the axis ends before the edition does"
    made = strip(marks(view), split(marks(view)), 1000)
    assert len(made["bins"]) > 12
    plain = json.loads(drawn(shown().shown, lanes="theme", look=LIGHT))
    assert plain["clock"] is None


def test_the_baked_picture_has_times_and_each_entry() -> None:
    rows = marks(whole(tables(INCIDENT)))
    figure = timeline_figure(rows, look=LIGHT, width=1200)
    made = svg(figure, 1200, alt="", address={})
    assert ">19 Jun 2024</text>" in made
    assert ">15:00</text>" in made
    counted = sum(int(one[1:]) for trace in figure["data"] if trace.get("name") == "counts" for one in trace["text"])
    assert len(figure["events"]) + counted == 43


def test_what_is_covered_is_not_said_where_the_axis_ends_before_the_edition() -> None:
    for text in (INCIDENT, ANTIQUITY.replace("invasion}", "invasion, as_of: 2024-12-31}")):
        view = whole(tables(text))
        assert picture_frame(view) | {"span": None} == {"span": None, "covered_until": None, "note": ""}
        assert json.loads(drawn(view.shown, lanes="theme", look=LIGHT))["until"] is None


def test_hours_narrow_and_what_has_no_time_may_have_been_at_any() -> None:
    day = {"from": "2024-06-19", "to": "2024-06-19"}
    left = shown(INCIDENT, **day, hours="1500-1502").events["event_id"].tolist()
    assert set(left) == {"whole", "local", "e20"}
    certain = shown(INCIDENT, **day, hours="1500-1510", dates="certain").events["event_id"]
    assert set(certain) == {"local", "e20", "e21", "e22", "abroad"}


def test_a_record_of_antiquity_is_drawn_and_what_is_far_older_is_told() -> None:
    view = whole(tables(ANTIQUITY))
    panes = split(marks(view)).panes
    assert panes[0].first > day_number(date(1, 1, 1)) - 495 * 365.25
    assert panes[-1].after < day_number(date(1, 1, 1)) - 470 * 365.25
    assert undrawn(view) == 1
    made = svg(timeline_figure(marks(view), look=LIGHT, width=1200), 1200, alt="", address={})
    assert "480 BC" in made
    assert json.loads(drawn(view.shown, lanes="theme", look=LIGHT))["eras"][0][0] == "War"


def test_the_headline_names_the_day_of_an_incident_and_the_years_of_antiquity() -> None:
    assert finding_of(whole(tables(INCIDENT))).words == "43 events on 19 June 2024"
    near = ANTIQUITY.replace('- {id: far, date: "Y-12000", title: A mammoth is drawn on a wall}\n', "")
    assert finding_of(whole(tables(near))).words == "480 BC holds 3 of the record’s 7 events"


def test_years_of_five_digits_leave_the_picture_of_all_others_as_it_is() -> None:
    near = "events:\n- {date: 2024-06-19, title: A}\n- {date: 2024-07-19, title: B}\n- {date: 2024-08, title: C}\n"
    far = near + '- {date: "Y12000", title: D}\n- {date: "Y-10000", title: E}\n- {date: "Y-12000/Y-10000", title: F}\n'
    view = whole(tables(far))
    assert whole_scale(view.frames) == whole_scale(tables(near))
    assert undrawn(view) == 3
    assert len(timeline_figure(marks(view), look=LIGHT, width=900)["events"]) == 3
    assert finding_of(view).words == "6 events", "a headline of years would leave three out"


def test_a_year_of_four_digits_and_today_stand_on_one_axis_in_round_years() -> None:
    view = whole(tables('events:\n- {date: "-9999", title: A}\n- {date: 2024-06-19, title: B}\n'))
    made = svg(timeline_figure(marks(view), look=LIGHT, width=700), 700, alt="", address={})
    assert ">10,000 BC</text>" in made
    assert ">2000 BC</text>" in made


def test_the_months_of_what_is_found_reach_back_before_the_year_1() -> None:
    record = tables(ANTIQUITY)
    own = find(record, Selection(words="battle")).months
    assert [(month.month // 12 + 1970, month.n) for month in own] == [(-489, 1), (-479, 1), (-478, 1)]
