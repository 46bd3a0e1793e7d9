"""A small map draws what is around, in the page's own colours, and says so; names never lie on one another."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from components.parts.land import land_path
from components.parts.packing import text_width
from components.parts.small_map import Spot, small_map
from components.parts.windows import around

KOREA = (
    Spot("Seoul", 37.57, 126.98, 30),
    Spot("Pyongyang", 39.04, 125.76, 61),
    Spot("Vladivostok", 43.12, 131.89, 9),
    Spot("Moscow", 55.76, 37.62, 50),
    Spot("New York", 40.75, -73.97, 2),
)
SOUTH = (Spot("Lima", -12.05, -77.04, 5), Spot("Santiago", -33.45, -70.67, 5), Spot("La Paz", -16.5, -68.15, 2))
PACIFIC = (Spot("Suva", -18.14, 178.44), Spot("Apia", -13.83, -171.76), Spot("Port Vila", -17.73, 168.32))


def parts(markup: str, kind: str) -> list[ET.Element]:
    return list(ET.fromstring(markup).iter(kind))  # noqa: S314 - our own


def labels(markup: str) -> list[ET.Element]:
    return parts(markup, "b") + parts(markup, "span")[2:]


def words(markup: str) -> list[str]:
    return [one.text or "" for one in labels(markup)]


def place(one: ET.Element, width: int, height: int) -> tuple[float, float]:
    """Return where the middle of a dot or a name is, in px."""
    found = re.search(r"left:([\d.]+)%;top:([\d.]+)%", one.get("style") or "")
    assert found
    return float(found[1]) / 100 * width, float(found[2]) / 100 * height


@pytest.mark.parametrize("points", [KOREA, SOUTH, PACIFIC], ids=["korea", "south", "pacific"])
@pytest.mark.parametrize("picked", [None, 0, 1])
def test_it_is_small_has_a_name_and_colours_of_the_theme_alone(points, picked):
    made = small_map(points, picked=picked, width=360, height=170)
    picture = ET.fromstring(made)  # noqa: S314 - our own
    assert len(made.encode()) < 6_000
    assert picture.get("role") == "img"
    assert (picture.get("aria-label") or "").startswith("Map: ")
    assert not re.search("#[0-9A-Fa-f]{6}|rgb", made)  # so that the dark theme needs no run
    assert len(parts(made, "span")[1].get("style") or "") > 300
    assert len(parts(made, "i")) > 1


def test_the_picked_place_is_large_and_shown_with_its_neighbours_alone():
    made = small_map(KOREA, picked=0, width=140, height=120)
    assert words(made)[0] == "Seoul"
    assert "Moscow" not in made
    assert [one.get("class") for one in parts(made, "i")].count("chosen") == 1
    assert parts(made, "i")[0].get("class") == "chosen"
    assert small_map(SOUTH, picked=1).count("Santiago") == 2  # its name, and the picture's


def test_without_a_picked_place_the_far_one_with_few_events_is_left_out():
    made = small_map(KOREA, width=420, height=200, label_all=True)
    assert {"Moscow", "Pyongyang"} <= set(words(made))
    assert "New York" not in made
    assert "New York" in small_map((*KOREA[:4], KOREA[4]._replace(n=60)), width=420, height=200, label_all=True)


def test_dots_lie_on_the_picture_and_names_on_no_other():
    crowd = tuple(Spot(f"Place {n}", -30 - n % 4 * 0.7, -70 + n // 4 * 0.6, n) for n in range(24))
    made = small_map(crowd, width=240, height=160, label_all=True)
    for dot in parts(made, "i"):
        x, y = place(dot, 240, 160)
        assert 0 < x < 240
        assert 0 < y < 160
    boxes = []
    for one in labels(made):
        half = text_width(one.text or "", 13) / 2
        x, y = place(one, 240, 160)
        boxes.append((x - half, y, x + half))
    assert 2 < len(boxes) < 24
    for (left, y, right), (other_left, other_y, other_right) in combinations(boxes, 2):
        assert right <= other_left + 1 or other_right <= left + 1 or abs(y - other_y) >= 15


def test_a_place_s_name_stays_text():
    made = small_map((Spot('<img src=x onerror=1>"', 1, 2),), picked=0, width=300, height=200)
    assert "<img" not in made
    assert words(made) == ['<img src=x onerror=1>"']


def test_where_there_is_no_place_there_is_no_map():
    assert small_map(()) == ""
    assert small_map(KOREA, picked=9) == ""


def test_land_over_the_date_line_is_drawn_on_both_of_its_sides():
    fiji = around([178.4, -179.0], [-16.5, -17.5], ratio=1.5, least=4)
    moves = re.findall(r"M(-?\d+) ", land_path(fiji, 300, 200))
    line = (180 - fiji.west) / (fiji.east - fiji.west) * 600
    assert min(map(int, moves)) < line < max(map(int, moves))


def test_land_is_told_less_finely_rather_than_at_length():
    norway = around([5, 28], [58, 71], ratio=1.5)
    assert 1_000 < len(land_path(norway, 600, 400, most=2_000)) <= 2_000 < len(land_path(norway, 600, 400, most=20_000))
