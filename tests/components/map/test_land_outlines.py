"""The maintainer's script reads TopoJSON right, and keeps lines from going around the world."""

import importlib.util
import json

import numpy as np

from components.parts.land import simplified
from tests.app_server import ROOT

spec = importlib.util.spec_from_file_location("land_outlines", ROOT / "scripts" / "land_outlines.py")
assert spec
assert spec.loader
script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script)


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


def test_only_what_no_pixel_shows_is_left_out():
    line = np.array([(0, 0), (0.5, 0.0001), (1, 0), (1, 1), (0.5, 1.3), (0, 1), (0, 0)])
    assert simplified([line], 0.001)[0].tolist() == [[0, 0], [1, 0], [1, 1], [0.5, 1.3], [0, 1], [0, 0]]


def test_a_ring_is_told_in_steps_from_one_point_to_the_next(tmp_path):
    file = tmp_path / "land.json"
    topology = {
        "transform": {"scale": [1, 1], "translate": [-200, 0]},
        "arcs": [[[0, 0], [20, 0], [0, 10], [-20, 0], [0, -10]], [[300, 0], [0, 0.01], [0.01, 0], [-0.01, -0.01]]],
        "objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0]], [[1]]]}]}},
    }
    file.write_text(json.dumps(topology))
    assert script.outlines(file, 0.05) == [
        [16000, 0, 2000, 0, 0, 1000, -2000, 0, 0, -1000]
    ]  # 200° west; the dot is left out
