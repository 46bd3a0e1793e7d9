"""Pictures for the stage: they fit, they keep still, and they say which event is meant."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.parts.slide import Picture
from components.parts.theme import LIGHT
from components.timeline.axis import Scale, split
from components.timeline.columns import Marks
from components.timeline.figure import timeline_figure
from components.timeline.marks import marks
from components.timeline.slide_picture import WIDTH, story_picture, view_picture
from pactline.query.select import select
from pactline.query.selection import LANES, Selection
from tests.support import curated, tables

RECORD = curated()
EVENTS = {event.id: event for event in RECORD.dossier.events}
STORY = (
    "dprk-founded-1948",
    "treaty-1961",
    "treaty-2000",
    "vostochny-summit-2023",
    "panel-of-experts-veto",
    "treaty-signed",
)


def own(*events: str) -> Marks:
    every = marks(select(RECORD, Selection()))
    return every.take(np.isin(every.event, [RECORD.row_of(event) for event in events or STORY]))


def told(step: int, story: tuple[str, ...] = STORY) -> Picture:
    return story_picture(own(*story), seen=frozenset(story[:step]), here=story[step - 1], look=LIGHT)


def named(picture: Picture, name: str) -> list[dict[str, Any]]:
    return [trace for trace in picture["data"] if trace.get("name") == name]


def points(traces: list[dict[str, Any]]) -> list[tuple[float, float]]:
    return [point for trace in traces for point in zip(trace["x"], trace["y"], strict=True)]


@pytest.mark.parametrize("step", range(1, len(STORY) + 1))
def test_a_step_shows_what_was_told_and_rings_its_own_event(step: int) -> None:
    picture = told(step)
    assert len(points(named(picture, "marks"))) == step
    ring = points(named(picture, "ring"))
    assert len(ring) == 1
    day = EVENTS[STORY[step - 1]].date.earliest
    middle = pd.Timestamp(ring[0][0], unit="ms").date()
    assert abs((middle - day).days) < 40  # an imprecise date is marked in its middle


@pytest.mark.parametrize("step", range(1, len(STORY) + 1))
def test_the_events_own_label_stands_and_is_in_ink(step: int) -> None:
    title = EVENTS[STORY[step - 1]].title
    labels = [
        (words.strip("\u00a0"), colour)
        for trace in named(told(step), "labels")
        for words, colour in zip(trace["text"], trace["textfont"]["color"], strict=True)
    ]
    strong = [words for words, colour in labels if colour == LIGHT.ink]
    assert len(strong) == 1
    assert title.startswith(strong[0].rstrip("…"))


def test_all_steps_have_one_axis_and_one_height() -> None:
    layouts = [told(step)["layout"] for step in range(1, len(STORY) + 1)]
    assert all(layout == layouts[0] for layout in layouts)


def test_an_axis_without_events_yet_is_drawn_too() -> None:
    picture = told(1)
    assert {trace["xaxis"] for trace in picture["data"]} == {"x", "x2"}


def test_a_story_told_out_of_order_shows_the_later_event_first() -> None:
    picture = told(1, ("treaty-signed", "treaty-1961"))
    assert len(points(named(picture, "marks"))) == 1


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize(
    "query", [{}, {"theme": "sanctions"}, {"from": "2024", "to": "2024"}, {"q": "zzzz"}, {"importance": "3"}]
)
def test_a_view_fits_on_a_stage_in_lanes_or_in_one_band(lanes: str, query: dict[str, str]) -> None:
    view = select(RECORD, Selection.from_query(query | {"lanes": lanes}))
    table = marks(view, by=view.selection.lanes)
    picture = view_picture(table, look=LIGHT)
    assert picture["layout"]["height"] <= 0.36 * picture["width"]
    drawn = len(points(named(picture, "marks")))
    assert drawn >= bool(len(view.events))
    assert f"{len(view.events)} event" in picture["alt"]


def test_few_lanes_keep_their_names() -> None:
    view = select(RECORD, Selection.from_query({"theme": "sanctions", "from": "2013", "to": "2018"}))
    picture = view_picture(marks(view, by="theme"), look=LIGHT)
    assert "Sanctions" in [note["text"] for note in picture["layout"]["annotations"]]


def test_rows_may_be_given_lane_by_lane() -> None:
    table = own()
    free = timeline_figure(table, look=LIGHT, width=WIDTH)
    low = timeline_figure(table, look=LIGHT, width=WIDTH, heights=[1])
    high = timeline_figure(table, look=LIGHT, width=WIDTH, heights=[5])
    assert (low["rows"], high["rows"]) == ([1], [5])
    assert low["layout"]["height"] < free["layout"]["height"] < high["layout"]["height"]
    counts = (trace["text"] for trace in low["data"] if trace.get("name") == "counts")
    drawn = len(low["events"]) + sum(int(words) for texts in counts for words in texts)
    assert drawn == len(table)  # what found no room is counted


def test_a_second_scale_may_be_had_for_less() -> None:
    story = own("dprk-founded-1948", "treaty-1961", "vostochny-summit-2023", "panel-of-experts-veto", "treaty-signed")
    assert len(split(story).panes) == 1
    assert len(split(story, least_gain=4).panes) == 2
    assert isinstance(split(story), Scale)


def test_a_story_whose_event_lies_outside_the_calendar_is_drawn_without_it() -> None:
    record = tables("events: [{id: a, date: Y-20000, title: Old}, {id: b, date: 2024, title: New}]")
    for here in ("a", "b"):
        picture = story_picture(marks(select(record, Selection())), seen=frozenset({"a", here}), here=here, look=LIGHT)
        assert len(points(named(picture, "marks"))) == (here == "b")
