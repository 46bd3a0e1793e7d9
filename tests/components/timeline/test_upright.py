"""The timeline that a phone has before the app: the strip and the events along a line, as the browser draws them."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from components.timeline import upright as upright_
from components.timeline.chart import _fresh, _strip, _undated
from components.timeline.frame import whole_scale
from components.timeline.upright import rates, upright
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from tests.hours_record import ANTIQUITY, INCIDENT
from tests.support import SMALL, curated, tables


def drawn(record: Frames, **keys: str) -> ET.Element:
    view = select(record, Selection.from_query(keys))
    html = str(upright(view, _strip(_undated(view.shown)), _fresh(view.shown)))
    return ET.fromstring(html)  # noqa: S314 - our own


def told(picture: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in picture.iter("li")]


def percent(one: ET.Element, name: str) -> float:
    return float((one.get(name) or "").removesuffix("%"))


def test_the_strip_counts_all_and_its_frame_is_the_range_of_dates() -> None:
    picture = drawn(curated(), **{"from": "2024-01-01", "to": "2024-12-31"})
    bars = [one for one in picture.iter("rect") if (one.get("class") or "").startswith("pl-bin")]
    strip = _strip(_undated(whole(curated()).shown))
    assert len(bars) == len(strip["bins"])
    heights = [float(one.get("height") or 0) for one in bars]
    assert np.argmax(heights) == np.argmax(rates(strip))
    assert max(heights) == 26
    frame = next(one for one in picture.iter("div") if one.get("class") == "pl-window")
    left, length = map(float, re.findall(r"([\d.]+)%", frame.get("style") or ""))
    ends = whole_scale(curated()).places(
        np.array([float(day.toordinal() - 719163) for day in (date(2024, 1, 1), date(2025, 1, 1))])
    )
    assert [left, left + length] == pytest.approx((100 * ends).tolist(), abs=0.02)
    inside = [one for one in bars if "pl-out" not in (one.get("class") or "")]
    assert 10 <= len(inside) <= 13  # months
    assert all(left - 1 < percent(one, "x") < left + length for one in inside)


def test_events_stand_in_the_order_of_time_below_their_month_with_status_and_sources() -> None:
    view = select(curated(), Selection.from_query({"from": "2024-06-01", "to": "2024-06-30"}))
    picture = drawn(curated(), **{"from": "2024-06-01", "to": "2024-06-30"})
    assert len(told(picture)) == len(view.event_rows)
    one = next(line for line in told(picture) if "treaty" in line.lower() and line.startswith("19●"))
    assert "documented · " in one
    assert "independent source" in one
    assert "19 June 2024" not in one  # its day stands before it, its month above
    links = [link.get("href") or "" for link in picture.iter("a")]
    assert all(link.startswith("event?") and "from=2024-06-01" in link for link in links)
    month = next(title for title in picture.iter("h3") if "".join(title.itertext()).startswith("June 2024"))
    assert re.fullmatch(r"June 2024\d+ events", "".join(month.itertext()))


def test_of_many_the_first_are_told_and_a_link_leads_on_without_a_gap() -> None:
    picture = drawn(curated(), theme="military")
    link = list(picture.iter("a"))[-1]
    assert link.get("class") == "pl-rest"
    keys = dict(pair.split("=") for pair in (link.get("href") or "").partition("?")[2].split("&"))
    assert keys["theme"] == "military"
    further = drawn(curated(), **keys)
    before, after = told(picture), told(further)
    assert len(before) == upright_.MOST
    assert not set(after) >= set(before[:-5])
    everything = len(select(curated(), Selection.from_query({"theme": "military"})).event_rows)
    said = int(re.search(r"\d+", "".join(link.itertext()))[0])  # type: ignore[index]
    assert said == everything - len(before)
    assert len(select(curated(), Selection.from_query(keys)).event_rows) >= said


def test_an_incident_has_its_days_as_headings_and_times_before_its_events() -> None:
    picture = drawn(tables(INCIDENT))
    assert re.match(r"\d+ June 2024", "".join(next(picture.iter("h3")).itertext()))
    assert all((one.get("class") or "").endswith("pl-timed") for one in picture.iter("li"))
    assert any(re.match(r"14:\d\d", line) for line in told(picture))


def test_antiquity_has_its_years_and_no_address_for_what_none_can_name() -> None:
    picture = drawn(tables(ANTIQUITY))
    assert any("BC" in (one.text or "") for one in picture.iter("text"))
    assert all(0 <= percent(one, "x") <= 92 for one in picture.iter("text"))
    assert not any("from=" in (link.get("href") or "") for link in picture.iter("a"))


def test_nothing_shown_is_no_picture_and_what_is_new_is_said() -> None:
    empty = select(tables(SMALL), Selection.from_query({"from": "1900-01-01", "to": "1900-12-31"}))
    assert upright(View(empty.selection, empty.shown), _strip(empty.shown), None) == ""
    known = drawn(curated(), known="2024-06-20", **{"from": "2024-06-01"})
    assert any((one.get("class") or "") == "pl-new" for one in known.iter("span"))
