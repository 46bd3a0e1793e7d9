"""An incident of two hours, and a record of antiquity: both fill their axis, and nothing far breaks it."""

import json
from datetime import date

import numpy as np

from components.parts.theme import LIGHT
from components.timeline.axis import split
from components.timeline.chart import drawn, undrawn
from components.timeline.figure import timeline_figure
from components.timeline.marks import marks
from components.timeline.pen import svg
from components.timeline.strip import strip
from pactline.query.select import whole
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
    assert "19 Jun 2024, 14:" in made
    assert ">15:00</text>" in made
    counted = sum(int(one[1:]) for trace in figure["data"] if trace.get("name") == "counts" for one in trace["text"])
    assert len(figure["events"]) + counted == 43


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
