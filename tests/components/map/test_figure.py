"""The map draws each place once, counts its events, and asserts no more than the record and the land file say."""

import json
from html import unescape
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.map.figure import MapFigure, map_figure, outside, short, sizes
from components.map.gather import diameter, gather
from components.map.windows import WINDOWS
from components.parts.packing import text_width
from components.parts.theme import DARK, LIGHT
from pactline.home import app_root
from pactline.query.select import whole
from pactline.readings import places
from tests.support import curated

VIEW = whole(curated())
PLACES = places.shown(VIEW)
LAND = json.loads((app_root() / "static" / "geo" / "land.json").read_text(encoding="ascii"))
WIDTHS = (340, 600, 880, 1160)
HOSTILE = "<b>Bold</b> & <img src=x>"


def table(*rows: tuple[str, float, float, str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"place_id": name.lower(), "name": name, "lat": lat, "lon": lon, "precision": form, "n": n} for name, lat, lon, form, n in rows],
        columns=["place_id", "name", "lat", "lon", "precision", "n"],
    )  # fmt: skip


def drawn(figure: MapFigure, name: str) -> dict[str, Any]:
    return next(trace for trace in figure["data"] if trace["name"] == name)


def made(rows: pd.DataFrame, name: str = "eurasia", width: int = 880) -> MapFigure:
    return map_figure(rows, name=name, look=LIGHT, size=sizes(width)[name])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", WINDOWS)
def test_each_place_of_a_window_is_in_one_mark_and_each_number_is_counted_from_the_events(name, width):
    window = WINDOWS[name]
    inside = PLACES[PLACES["lon"].between(window.west, window.east) & PLACES["lat"].between(window.south, window.north)]
    figure = made(PLACES, name, width)
    marked = [place for mark in figure["marks"] for place in mark["ids"]]
    assert sorted(marked) == sorted(inside["place_id"])
    at = [places.of_row(VIEW.frames, VIEW.frames.row_of(event)) for event in VIEW.events["event_id"]]
    for mark in figure["marks"]:
        assert mark["n"] == sum(place in mark["ids"] for place in at)
        assert 0 < mark["x"] < 1
        assert 0 < mark["y"] < 1
    numbers = [str(mark["n"]) for mark in figure["marks"] if mark["n"] > 1]
    assert drawn(figure, "numbers")["text"] == numbers


def test_what_no_map_shows_is_named_instead():
    on_maps = {place for name in WINDOWS for mark in made(PLACES, name)["marks"] for place in mark["ids"]}
    assert set(outside(PLACES)["place_id"]) == set(PLACES["place_id"]) - on_maps
    assert outside(PLACES)["name"].str.contains("New York").any()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", WINDOWS)
def test_no_name_covers_another_or_a_mark_or_leaves_the_map(name, width):
    size = sizes(width)[name]
    figure = made(PLACES, name, width)
    window = WINDOWS[name]
    boxes = []
    for trace in ("names", "lands"):
        labels = drawn(figure, trace)
        for x, y, words in zip(labels["x"], labels["y"], labels["text"], strict=True):
            half = text_width(unescape(words), 13, bold=trace == "names") / 2
            middle = (
                (x - window.west) / (window.east - window.west) * size[0],
                (window.north - y) / (window.north - window.south) * size[1],
            )
            boxes.append((middle[0] - half, middle[1] - 7, middle[0] + half, middle[1] + 7))
    assert len(boxes) > 4
    for box in boxes:
        assert min(box[:2]) >= 0
        assert box[2] <= size[0]
        assert box[3] <= size[1]
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    for mark in figure["marks"]:
        x, y = mark["x"] * size[0], mark["y"] * size[1]
        for box in boxes:
            far = np.hypot(x - np.clip(x, box[0], box[2]), y - np.clip(y, box[1], box[3]))
            assert far >= mark["size"] / 2 - 0.6


def test_marks_lie_hardly_on_one_another():
    for name in WINDOWS:
        for width in WIDTHS:
            size = sizes(width)[name]
            marks = made(PLACES, name, width)["marks"]
            for one, other in combinations(marks, 2):
                far = np.hypot((one["x"] - other["x"]) * size[0], (one["y"] - other["y"]) * size[1])
                assert far > 0.6 * (one["size"] + other["size"]) / 2


def test_a_region_is_a_soft_disc_and_no_point():
    figure = made(
        table(
            ("Kursk", 51.7, 36.2, "region", 4),
            ("Moscow", 55.7, 37.6, "city", 2),
            ("Vostochny", 51.9, 128.3, "site", 1),
            ("Land", 30, 60, "country", 1),
            ("Unknown", 60, 90, "none", 1),
        )
    )
    soft, marks = drawn(figure, "soft"), drawn(figure, "marks")
    assert sorted(soft["x"]) == pytest.approx([36.2, 60], abs=0.02)
    assert all(colour.endswith("0.06)") for colour in soft["marker"]["color"])
    at = [round(x) for x in marks["x"]]
    assert sorted(at) == [38, 90, 128]
    forms = dict(zip(at, marks["marker"]["symbol"], strict=True))
    fills = dict(zip(at, marks["marker"]["color"], strict=True))
    assert forms[128] == "square"
    assert forms[38] == "circle"
    assert fills[90] == LIGHT.paper  # hollow
    assert min(soft["marker"]["size"]) > 2 * max(marks["marker"]["size"])


def test_a_mark_of_several_places_has_a_ring_and_says_how_many():
    figure = made(
        table(
            ("Rason", 42.23, 130.28, "city", 3), ("Rajin", 42.23, 130.30, "site", 1), ("Moscow", 55.7, 37.6, "city", 1)
        )
    )
    assert figure["marks"][0]["ids"] == ["rason", "rajin"]
    assert figure["marks"][0]["words"] == "Rason and 1 more place: 4 events"
    assert figure["marks"][1]["words"] == "Moscow (city): 1 event"
    assert drawn(figure, "several")["x"] == pytest.approx([130.28], abs=0.01)
    assert "Rason +1" in drawn(figure, "names")["text"]


def test_an_open_place_has_its_own_colour():
    rows = table(("Rason", 42.23, 130.28, "city", 3), ("Moscow", 55.7, 37.6, "city", 1))
    for look in (LIGHT, DARK):
        figure = map_figure(rows, name="eurasia", look=look, size=sizes(880)["eurasia"], chosen=frozenset(["moscow"]))
        assert drawn(figure, "marks")["marker"]["color"] == [look.ink, look.accent]


def test_only_scatter_traces_so_that_the_small_bundle_is_enough():
    for name in WINDOWS:
        assert {trace["type"] for trace in made(PLACES, name)["data"]} == {"scatter"}


def test_a_strangers_name_stays_text():
    figure = made(table((HOSTILE, 55.7, 37.6, "city", 1)))
    assert drawn(figure, "names")["text"] == ["&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;img src=x&gt;"]


def test_an_empty_map_is_land_alone():
    figure = made(table())
    assert figure["marks"] == []
    assert drawn(figure, "numbers")["text"] == []
    assert "Russia" in drawn(figure, "lands")["text"]


def test_shape_is_right_in_the_middle_of_each_window():
    for name, (width, height) in sizes(1000).items():
        window = WINDOWS[name]
        assert width / height == pytest.approx(window.ratio)
        degree = np.cos(np.radians((window.south + window.north) / 2))
        across, up = width / (window.east - window.west), height / (window.north - window.south)
        assert across / up == pytest.approx(degree)
    assert sum(width for width, _ in sizes(1000).values()) + 16 == pytest.approx(1000)


def test_names_are_cut_at_their_first_comma_or_bracket():
    assert [short(name) for name in ("Dunai (Dunay), Primorsky Krai", "Washington, D.C.", ", odd")] == [
        "Dunai",
        "Washington",
        ", odd",
    ]


def test_thousands_of_places_become_few_marks():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 580, 8000), rng.uniform(0, 290, 8000)
    groups = gather(x, y, np.ones(8000, dtype=np.int64))
    assert sorted(place for group in groups for place in group) == list(range(8000))
    assert len(groups) < 600


def test_a_marks_area_grows_with_its_events_up_to_a_limit():
    grown = [diameter(n) for n in (1, 2, 10, 50, 1000)]
    assert grown == sorted(grown)
    assert diameter(1000) == diameter(10_000)


# The land file


def on_land(name: str, lon: float, lat: float) -> bool:
    """Whether a point lies on the window's land: an odd number of coasts to its east."""
    x, y = (share * 4096 for share in WINDOWS[name].share(lon, lat))
    crossed = 0
    for ring in LAND[name]:
        points = np.array(ring).reshape(-1, 2)
        (x1, y1), (x2, y2) = points.T, np.roll(points, -1, axis=0).T
        between = (y1 > y) != (y2 > y)
        crossed += int((x < (x2 - x1)[between] * (y - y1[between]) / (y2 - y1)[between] + x1[between]).sum())
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("name", "lon", "lat", "land"),
    [
        ("eurasia", 37.6, 55.75, True), ("eurasia", 36.2, 51.7, True), ("eurasia", 128.33, 51.88, True),
        ("eurasia", 125.76, 39.04, True), ("eurasia", 4.35, 50.85, True), ("eurasia", 34.1, 45.2, True),
        ("eurasia", 51, 42, False), ("eurasia", 34, 43.5, False), ("eurasia", 135, 40, False), ("eurasia", 60, 69.5, False),
        ("eurasia", 100, 65, True), ("eurasia", 150, 62, True),
        ("border", 125.76, 39.04, True), ("border", 132.1, 43.4, True), ("border", 130.9, 41.5, False),
        ("border", 124, 38, False), ("border", 126.98, 37.57, True), ("border", 130.64, 42.43, True),
    ],
)  # fmt: skip
def test_land_is_where_it_is(name, lon, lat, land):
    assert on_land(name, lon, lat) is land


def test_the_land_file_is_small_and_stays_inside_its_windows():
    assert set(LAND) == set(WINDOWS)
    assert (app_root() / "static" / "geo" / "land.json").stat().st_size < 40_000
    for rings in LAND.values():
        values = [value for ring in rings for value in ring]
        assert min(values) >= -0.03 * 4096
        assert max(values) <= 1.03 * 4096
        assert all(len(ring) % 2 == 0 for ring in rings)
