"""A very large selection's picture: how many there are, each once in its lane, with a way to each stretch of time."""

import re
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from components.timeline import still
from components.timeline.axis import Ruler, Scale, split
from components.timeline.dense import cells
from components.timeline.frame import picture_frame
from components.timeline.marks import marks
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from tests.hours_record import ANTIQUITY, INCIDENT
from tests.support import curated, tables


def _view(**keys: str) -> View:
    return select(curated(), Selection.from_query(keys))


def test_each_event_of_a_lane_is_counted_once_in_the_cell_of_its_day() -> None:
    for keys in ({}, {"lanes": "actor"}, {"lanes": "kind", "from": "2024-01-01", "to": "2024-12-31"}):
        view = _view(**keys)
        rows = marks(view, by=view.selection.lanes)
        frame = picture_frame(view)
        found = cells(rows, Ruler(Scale.of(*frame["span"]) if frame["span"] else split(rows), 1232))
        counted = found.counts.sum(axis=(1, 2))
        assert counted.tolist() == np.bincount(rows.lane, minlength=len(rows.lanes)).tolist()
        assert found.then[:-1] == found.first[1:]
        statuses = np.bincount(rows.columns.status[rows.once().event], minlength=found.counts.shape[2])
        assert found.counts.sum() == len(rows)
        assert (np.flatnonzero(found.counts.sum(axis=(0, 1))) == np.flatnonzero(statuses)).all()


def test_a_bar_says_how_many_and_leads_to_the_timeline_of_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    view = _view(theme="military")
    monkeypatch.setattr(still, "_MOST", 5)
    drawn = ET.fromstring(str(still.still(view, **picture_frame(view))))  # noqa: S314 - our own
    told = 0
    for link in drawn.iter("a"):
        query = {key: values[0] for key, values in parse_qs(urlsplit(link.get("href") or "").query).items()}
        assert query["theme"] == "military"
        inside = select(curated(), Selection.from_query(query))
        said = int(re.search(r": ([\d,]+) event", link.findtext("title") or "")[1].replace(",", ""))  # type: ignore[index]
        told += said
        assert len(inside.event_rows) >= said  # an event of many days is in the range too
    assert told == len(marks(view, by="theme"))
    assert "Military" in "".join(drawn.itertext())
    assert len(whole(curated()).event_rows) > told


@pytest.mark.parametrize(("text", "said"), [(INCIDENT, "19 June 2024, 14:0"), (ANTIQUITY, "480 BC")])
def test_an_incident_and_antiquity_have_bars_too(text: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    view = whole(tables(text))
    monkeypatch.setattr(still, "_MOST", 5)
    drawn = ET.fromstring(str(still.still(view, **picture_frame(view))))  # noqa: S314 - our own
    titles = [link.findtext("title") or "" for link in drawn.iter("a")]
    assert any(said in title for title in titles)
    told = sum(int(number) for title in titles for number in re.findall(r": (\d+) event", title))
    drawable = marks(view).columns.drawable
    assert told == int(drawable.sum())
