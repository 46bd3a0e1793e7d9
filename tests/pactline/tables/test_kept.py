"""What is made of a record is kept on it: apart from other records, and no longer than it is there."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings.places import places
from pactline.tables.frames import Frames
from pactline.tables.kept import Shelf, kept
from tests.support import SMALL, tables


def test_the_same_question_to_the_same_record_is_answered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[View] = []

    @kept(2)
    def made(view: View, number: int) -> int:
        asked.append(view)
        return number

    record = tables(SMALL)
    monkeypatch.setattr(Shelf, "room", lambda _, most: most)
    assert [made(whole(record), 1), made(whole(record), 1), made(select(record, Selection()), 2)] == [1, 1, 2]
    assert len(asked) == 2
    made(whole(record), 3)
    made(whole(record), 1)  # was asked for longest ago of three
    assert len(asked) == 4


def test_more_is_kept_of_a_small_record_where_little_is_kept_of_a_large_one() -> None:
    assert [Shelf(events).room(most) for events, most in ((353, 8), (353, 32), (100_000, 8))] == [32, 32, 8]
    assert tables(SMALL).shelf.events == 3


@pytest.mark.parametrize("ends", [None, ValueError, KeyboardInterrupt])
def test_what_several_ask_for_at_once_is_made_once(ends: type[BaseException] | None) -> None:
    """An error is that of all; one who is called away leaves it to the others."""
    begun, met, goes_on, made = Event(), Event(), Event(), list[object]()

    @kept(2)
    def make(_: Frames, question: object) -> int:
        made.append(question)
        begun.set()
        assert goes_on.wait(10)
        if ends and len(made) == 1:
            raise ends
        return 7

    class Question:
        """Equal to any other; it notices when it is held against one that is being answered."""

        def __hash__(self) -> int:
            return 7

        def __eq__(self, other: object) -> bool:
            met.set()
            return True

    def ask() -> int | type[BaseException]:
        try:
            return make(record, Question())
        except (ValueError, KeyboardInterrupt) as error:
            return type(error)

    record = tables(SMALL)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(ask)
        assert begun.wait(10)
        second = threads.submit(ask)
        assert met.wait(10)
        goes_on.set()
        answers = first.result(10), second.result(10)
    assert answers == (ends or 7, 7 if ends is KeyboardInterrupt else ends or 7)
    assert len(made) == (2 if ends is KeyboardInterrupt else 1)


def test_another_record_that_says_the_same_is_asked_itself_and_pushes_nothing_out() -> None:
    asked: list[Frames] = []

    @kept(1)
    def made(record: Frames) -> str:
        asked.append(record)
        return record.dossier.events[0].title

    one, other = tables(SMALL), tables(SMALL)
    assert made(one) == made(other) == made(one)
    assert asked == [one, other]


def test_a_record_looked_at_as_known_on_a_day_keeps_it_with_the_same_record() -> None:
    record = tables(SMALL)
    day = record.dossier.events[0].date.latest
    assert day is not None
    assert select(record, Selection(known=day)).shelf is whole(record).shelf is record.shelf


def test_nothing_that_was_made_of_a_record_holds_it_once_it_is_let_go() -> None:
    record = tables(SMALL)
    places(record)
    select(record, Selection(themes=("outlook",)))
    assert record.shelf
    gone = weakref.ref(record)
    gc.collect()
    gc.disable()
    try:
        record.shelf.clear()  # without waiting for a collection
        del record
        assert gone() is None
    finally:
        gc.enable()


def test_an_answer_that_is_kept_holds_neither_the_view_that_it_was_made_for_nor_a_record_as_of_a_day() -> None:
    @kept(9)
    def made(of: View | Frames) -> int:
        asked.append(of)
        return len(asked)

    record, asked = tables(SMALL), list[object]()
    day = record.dossier.events[0].date.latest
    assert day is not None

    def answers() -> list[int]:
        return [made(whole(record).of([0])), made(whole(record).of([1])), made(record.on(day)), made(record)]

    first = answers()
    gone = [weakref.ref(one.shown) for one in asked if isinstance(one, View)]
    then = weakref.ref(record.on(day))
    asked.clear()
    del record.__dict__["_on"]  # it keeps a few days itself
    gc.collect()
    assert [one() is None for one in gone] == [True, True]
    assert then() is None
    assert answers() == first
