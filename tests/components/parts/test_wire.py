"""Data for a component is written short."""

import json

from components.parts.wire import packed


def test_fractions_of_few_values_become_numbers() -> None:
    assert json.loads(packed({"from": [0.25, 0.5, 0.25] * 4})) == {"from": {"$v": [0.25, 0.5], "$i": [0, 1, 0] * 4}}


def test_fractions_of_many_values_stay() -> None:
    many = [number / 8 + 0.01 for number in range(12)]
    assert json.loads(packed({"from": many})) == {"from": many}
