"""Labels go where nothing is covered, or nowhere."""

from hypothesis import given, strategies

from components.findings.placing import NOWHERE, Box, place, place_together

ROOM = Box(0, 0, 100, 100)


def test_a_label_takes_the_first_place_that_is_free() -> None:
    places = [(Box(0, 0, 20, 10),), (Box(30, 0, 50, 10),), (Box(60, 0, 80, 10),)]
    assert place([places], [Box(0, 0, 5, 5)], ROOM) == [1]
    assert place([places, places], [Box(0, 0, 5, 5)], ROOM) == [1, 2]


def test_a_label_that_would_leave_the_picture_or_cover_something_is_left_out_whole() -> None:
    assert place([[(Box(90, 0, 110, 10),)]], [], ROOM) == [NOWHERE]
    assert place([[(Box(0, 0, 10, 10), Box(5, 10, 6, 50))]], [Box(0, 40, 100, 60)], ROOM) == [NOWHERE]
    assert place([[(Box(0, 0, 10, 10),)]], [Box(10, 0, 20, 10)], ROOM) == [0]  # an edge is no cover


def test_labels_that_stand_in_each_others_way_take_different_sides() -> None:
    def sides(x: float) -> list[list[tuple[Box, ...]]]:
        return [[(Box(x, y, x + 30, y + 10),), (Box(x, y + 20, x + 30, y + 30),)] for x in (x, x - 30) for y in (0,)]

    assert place_together([sides(40), sides(50)], [], ROOM) == [(1, 0), (0, 0)]


BOXES = strategies.builds(
    lambda x, y, w, h: (Box(x, y, x + w, y + h),),
    *(strategies.integers(0, 90), strategies.integers(0, 90), strategies.integers(1, 40), strategies.integers(1, 40)),
)


@given(strategies.lists(strategies.lists(BOXES, max_size=5), max_size=8), strategies.lists(BOXES, max_size=5))
def test_nothing_that_is_placed_covers_anything(
    asked: list[list[tuple[Box, ...]]], taken: list[tuple[Box, ...]]
) -> None:
    held = [box for (box,) in taken]
    for own, at in zip(asked, place(asked, held, ROOM), strict=True):
        if at != NOWHERE:
            (box,) = own[at]
            assert box.within(ROOM)
            assert not any(box.meets(other) for other in held)
            held.append(box)
