"""The maintainer's script reads TopoJSON right, keeps lines from going around the world, and cuts cleanly."""

import importlib.util

import pytest

from components.map.windows import Window
from tests.app_server import ROOT

spec = importlib.util.spec_from_file_location("land_outlines", ROOT / "scripts" / "land_outlines.py")
assert spec
assert spec.loader
script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script)

SQUARE = [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8), (0.2, 0.2)]


def test_arcs_are_summed_scaled_joined_and_turned_round():
    topology = {
        "transform": {"scale": [2, 1], "translate": [10, 20]},
        "arcs": [[[0, 0], [1, 0], [0, 1]], [[0, 0], [0, 1], [1, 0]]],
        "objects": {"land": {"geometries": [{"type": "Polygon", "arcs": [[0, -2]]}]}},
    }
    assert list(script.decoded(topology)) == [[(10, 20), (12, 20), (12, 21), (10, 21), (10, 20)]]


def test_a_ring_over_the_date_line_runs_on():
    assert script.unwrapped([(170, 60), (-170, 61), (175, 62), (170, 60)]) == [
        (170, 60),
        (190, 61),
        (175, 62),
        (170, 60),
    ]


def test_what_lies_inside_stays_and_what_lies_outside_goes():
    assert script.area(script.clipped(SQUARE)) == pytest.approx(0.36)
    assert script.clipped([(x + 3, y) for x, y in SQUARE]) == []
    around = script.clipped([(-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5)])
    assert script.area(around) == pytest.approx(1.04**2)


def test_only_what_no_pixel_shows_is_left_out():
    line = [(0, 0), (0.5, 0.0001), (1, 0), (1, 1), (0.5, 1.3), (0, 1), (0, 0)]
    assert script.simplified(line, 1) == [(0, 0), (1, 0), (1, 1), (0.5, 1.3), (0, 1), (0, 0)]


def test_a_window_cuts_its_land_out_of_a_file(tmp_path):
    file = tmp_path / "land.json"
    file.write_text(
        '{"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [[[170, 0], [20, 0], [0, 10], [-20, 0], [0, -10]]],'
        ' "objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0]]]}]}}}'
    )
    [ring] = script.outlines(file, Window(west=175, south=2, east=185, north=8))
    assert {abs(value) for value in ring} <= {82, 4178}  # the window and its margin, all land
    [ring] = script.outlines(file, Window(west=-185, south=-10, east=-165, north=10))
    assert min(ring[::2]) == -82
    assert max(ring[::2]) == 3072  # 190° east is 170° west
