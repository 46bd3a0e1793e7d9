"""A picture for several widths: its marks once, each with a place for every width, and what is counted instead."""

import re
import xml.etree.ElementTree as ET

from components.findings.drawing import Bar, Drawing, Line, Mark, Stack, Words
from components.findings.layers import Layers
from components.findings.whole import whole_picture
from components.findings.whole_layout import MIDDLE, NARROW, WIDE, whole_drawing
from pactline.files.opening import open_record
from pactline.home import curated_record
from pactline.query.select import whole

HOSTILE = '<img src=x onerror="1">&\''


def drawing(wide: int, *marks: Mark, stacks: tuple[Stack, ...] = ()) -> Drawing:
    return Drawing(
        "It", wide, 10, "event?event=", lines=(Line(0, 0, wide, 0),), marks=marks, stacks=stacks, words=(Words(0, 9, "w"),)
    )  # fmt: skip


def at(x: float, event: str) -> Mark:
    return Mark(x, 1, 2, "circle", "ink", event, f"{event}!" if event else "")


def drawn(layers: Layers) -> list[ET.Element]:
    return list(ET.fromstring(f"<div>{layers.inside}</div>"))  # noqa: S314 - our own


def test_a_mark_stands_once_with_its_place_at_every_width() -> None:
    layers = Layers(drawing(100, at(1, "a"), at(2, HOSTILE)), (drawing(50, at(4, HOSTILE), at(3, "a")),))
    marks = [one for one in drawn(layers) if one.tag == "a"]
    assert [one.get("data-pick") for one in marks] == ["a", HOSTILE]
    assert [one.get("tabindex") for one in marks] == ["0", "-1"]
    assert marks[0].get("style") == "--x:1.0;--y:1.0;--r:2.0;--x2:3.0;--y2:1.0;--r2:2.0;color:var(--ink)"
    assert "--x:2.0;" in str(marks[1].get("style"))
    assert "--x2:4.0;" in str(marks[1].get("style"))
    assert layers.style == "--wide1:100;--high1:10;--wide2:50;--high2:10"
    assert layers.classes == ""


def test_below_and_above_the_marks_each_width_has_its_own() -> None:
    kinds = [
        (one.get("class"), one[0].get("class"))
        for one in drawn(Layers(drawing(9, at(1, "a")), (drawing(9, at(1, "a")),)))
        if len(one)
    ]
    below, above = ("pic-line axis", "pic-word plain start")
    assert kinds == [
        ("layer layer-1", below),
        ("layer layer-2", below),
        ("layer layer-1", above),
        ("layer layer-2", above),
    ]


def test_where_nothing_is_marked_the_marks_are_said_to_go() -> None:
    stack = Stack((Bar(0, 0, 1, 1, "ink"),), "5 events", "timeline")
    layers = Layers(drawing(100, at(1, "a")), (drawing(50, stacks=(stack,)),))
    assert layers.classes == "counted-2"
    assert str(layers.inside).count("--x2") == 0
    assert str(layers.inside).count('class="pic-stack"') == 1


def test_marks_that_differ_from_width_to_width_stand_in_each() -> None:
    layers = Layers(drawing(100, at(1, "a"), at(2, "b")), (drawing(50, at(3, "a")),))
    assert not layers.shared
    assert re.findall(r'data-pick="(\w)"', str(layers.inside)) == ["a", "b", "a"]
    assert all(one.get("class", "").startswith("layer") for one in drawn(layers))


def test_a_mark_that_is_no_link_stands_with_its_width() -> None:
    layers = Layers(drawing(100, at(7, ""), at(1, "a")), (drawing(50, at(3, "a")),))
    assert layers.shared
    (loose,) = [
        one for one in drawn(layers) if one.get("class") == "layer layer-1" and one[0].get("class") == "pic-dot circle"
    ]
    assert "--x:7.0" in str(loose[0].get("style"))


def test_every_event_of_the_record_that_comes_with_us_stands_once() -> None:
    view = whole(open_record(curated_record()))
    own = whole_picture(view, None, {})
    inside = str(
        Layers(whole_drawing(own, WIDE), tuple(whole_drawing(own, frame) for frame in (MIDDLE, NARROW))).inside
    )
    assert inside.count("data-pick=") == len(own.dots) > 300
