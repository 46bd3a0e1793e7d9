"""The density strip counts each event once, where it is, by its status."""

import numpy as np
import pandas as pd
import pytest

from components.timeline.axis import split
from components.timeline.columns import STATUSES
from components.timeline.strip import strip
from tests.components.timeline.test_figure import CURATED, table


def day(text: str) -> int:
    return int(np.datetime64(text, "D").astype(np.int64))


def count(bins, status: str | None = None) -> int:
    return sum(counts[STATUSES.index(status)] if status else sum(counts) for *_, counts in bins)


def test_every_event_is_counted_once_whatever_its_lanes():
    marks = table(*CURATED, *({"event_id": "twice", "on": "2024-06-19", "lane": lane} for lane in "ab"))
    made = strip(marks, split(marks), 900)
    assert count(made["bins"]) == marks["event_id"].nunique()


def test_a_bin_holds_its_months_events_by_status():
    days = [str(on.date()) for on in pd.date_range("2024-01-02", "2024-12-30", periods=60)]
    marks = table(*({"on": on, "status": "alleged" if on < "2024-07" else "documented"} for on in days))
    made = strip(marks, split(marks), 900)
    assert all(after - first <= 31 for _, first, after, _ in made["bins"])
    june = [b for b in made["bins"] if b[1] == day("2024-06-01")]
    assert count(june, "alleged") == sum(on.startswith("2024-06") for on in days) == count(june)
    assert made["most"] == max(sum(counts) for *_, counts in made["bins"])


def test_a_long_past_is_counted_by_years_and_a_dense_present_by_months():
    marks = table(*CURATED)
    made = strip(marks, split(marks), 900)
    lengths = {pane: {after - first for n, first, after, _ in made["bins"] if n == pane} for pane in (0, 1)}
    assert lengths[0] - {365, 366} == set()  # whole years
    assert lengths[1] <= {28, 29, 30, 31}


def test_an_imprecise_event_is_counted_in_the_middle_of_its_span():
    marks = table({"on": ("2023-01-01", "2023-12-31")}, {"on": "2022-01-05"}, {"on": "2024-12-30"})
    made = strip(marks, split(marks), 900)
    assert [first for _, first, after, _ in made["bins"] if first <= day("2023-07-02") < after] == [day("2023-07-01")]


@pytest.mark.parametrize("events", [[], [{"on": "0001-01-01", "drawable": False}]])
def test_nothing_to_draw_is_an_empty_strip(events):
    marks = table(*events)
    made = strip(marks, split(marks), 900)
    assert made["bins"] == []
    assert made["most"] == 0


@pytest.mark.parametrize("width", [120, 358, 1800])
def test_edges_cover_the_whole_axis_in_order(width):
    marks = table(*CURATED)
    made = strip(marks, split(marks), width)
    for pane, edges in zip(made["panes"], made["edges"], strict=True):
        assert (edges[0], edges[-1]) == (pane["first"], pane["after"])
        assert edges == sorted(set(edges))
