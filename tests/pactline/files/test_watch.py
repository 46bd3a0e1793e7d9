"""A record that is edited, cut off or deleted while it is read: the last good one stays, whole, until a better is there."""

import gc
import os
import shutil
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from components.shell import serving
from pactline.files.opening import open_record
from pactline.files.watch import LiveRecord, Watched, stamp
from pactline.home import curated_record
from pactline.problem import RecordError
from pactline.query.select import whole
from pactline.readings import actor_profile, places
from pactline.readings.came_since import stops
from pactline.tables.frames import Frames

EVENTS = "events:\n- {id: a, date: 2024, title: Alpha}\n- {id: b, date: 2025, title: Beta}\n"


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Keeper:
    """A watched record in a folder, with a clock of its own."""

    def __init__(self, folder: Path, **files: str) -> None:
        self.folder, self.clock, self.loads = folder, Clock(), 0
        for name, text in files.items():
            self.write(name, text)
        self.news: list[int] = []
        self.before_loading: Callable[[], None] = lambda: None
        self.watched = Watched(
            folder, self._load, weigh=serving.weigh, on_new=lambda: self.news.append(self.loads), clock=self.clock
        )

    def _load(self, path: Path) -> Frames:
        self.loads += 1
        self.before_loading()
        return open_record(path)

    def write(self, name: str, text: str) -> None:
        file = self.folder / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(0, time.monotonic_ns()))  # a file system may count time in coarse steps

    def after(self, seconds: float) -> LiveRecord[Frames]:
        self.clock.at += seconds
        return self.watched.look()

    def later(self) -> LiveRecord[Frames]:
        """Look twice, with time enough between to settle."""
        self.after(1)
        return self.after(1.1)


def titles(held: LiveRecord[Frames]) -> list[str]:
    assert held.record is not None
    return held.record.events["title"].tolist()


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path, events=EVENTS)


def test_an_edit_is_shown_once_it_has_settled(keeper: Keeper) -> None:
    first = keeper.watched.now()
    assert titles(first) == ["Alpha", "Beta"]
    keeper.write("events", EVENTS.replace("Beta", "Gamma"))
    assert keeper.watched.now() is first
    assert keeper.after(0.5) is first
    assert keeper.after(0.9) is first
    changed = keeper.after(0.2)
    assert titles(changed) == ["Alpha", "Gamma"]
    assert (changed.number, changed.problems) == (first.number + 1, ())
    assert keeper.news == [1, 2]


def test_while_an_editor_still_saves_nothing_is_read(keeper: Keeper) -> None:
    keeper.watched.now()
    for n in range(5):
        keeper.write("events", EVENTS.replace("Beta", f"Beta {n}"))
        keeper.after(0.9)
    assert keeper.loads == 1
    assert titles(keeper.later()) == ["Alpha", "Beta 4"]
    assert keeper.loads == 2


def test_files_that_change_while_they_are_read_are_no_record(keeper: Keeper) -> None:
    first = keeper.watched.now()
    keeper.write("events", EVENTS + "- {id: c, date: 2026, title: Gamma}\n")

    def save_the_other_file() -> None:
        keeper.before_loading = lambda: None
        keeper.write("reactions", "reactions: [{event: c, actor: chn, summary: s}]\n")

    keeper.before_loading = save_the_other_file
    assert keeper.later() is first
    both = keeper.later()
    assert titles(both) == ["Alpha", "Beta", "Gamma"]
    assert both.record is not None
    assert len(both.record.reactions) == 1
    assert both.number == first.number + 1


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (EVENTS.replace("2025", "2025-02-30"), "2025-02-30"),
        (EVENTS.replace("title: Beta}", "titel: Beta}"), "unknown key"),
        ("events: [", ""),
        ("", "ends in the middle"),
        (EVENTS[: len(EVENTS) // 2], ""),
        (EVENTS[:-1], "ends in the middle"),
        ("\x00\x01", ""),
    ],
    ids=["bad date", "bad key", "bad YAML", "emptied", "cut in two", "last byte", "binary"],
)
def test_what_does_not_open_leaves_the_last_good_and_says_why(keeper: Keeper, broken: str, reason: str) -> None:
    first = keeper.watched.now()
    keeper.write("events", broken)
    held = keeper.later()
    assert held.record is first.record
    assert (held.number, held.record, held.loaded) == (first.number + 1, first.record, first.loaded)
    assert held.since is not None
    assert held.problems
    assert any(reason in problem.message for problem in held.problems)
    assert keeper.news == [1]
    still = keeper.later()
    assert still is held  # said once
    keeper.write("events", EVENTS.replace("Beta", "Mended"))
    mended = keeper.later()
    assert titles(mended) == ["Alpha", "Mended"]
    assert (mended.problems, mended.since) == ((), None)


def test_mending_it_back_takes_the_banner_away_without_reading_it_again(keeper: Keeper) -> None:
    first = keeper.watched.now()
    keeper.write("events", "events: [")
    assert keeper.later().problems
    loads = keeper.loads
    keeper.write("events", EVENTS)
    back = keeper.later()
    assert (back.problems, back.record) == ((), first.record)
    assert keeper.loads == loads


def test_a_touched_file_is_no_change(keeper: Keeper) -> None:
    first = keeper.watched.now()
    keeper.write("events", EVENTS)
    assert keeper.later() is first
    assert keeper.loads == 1


def test_a_deleted_record_leaves_the_last_good_and_comes_back(keeper: Keeper) -> None:
    keeper.watched.now()
    shutil.rmtree(keeper.folder)
    held = keeper.later()
    assert titles(held) == ["Alpha", "Beta"]
    assert "no such file" in held.problems[0].message
    keeper.folder.mkdir()
    keeper.write("events", EVENTS.replace("Beta", "Back"))
    assert titles(keeper.later()) == ["Alpha", "Back"]


def test_one_file_of_several_that_is_lost_is_missed(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, events=EVENTS, reactions="reactions: [{event: a, actor: chn, summary: s}]\n")
    keeper.watched.now()
    (tmp_path / "reactions.yaml").unlink()
    held = keeper.later()
    assert held.record is not None
    assert len(held.record.reactions) == 1
    assert "is gone" in held.problems[0].message
    assert held.problems[0].file == "reactions.yaml"


def test_a_file_that_is_split_or_renamed_is_no_loss(keeper: Keeper) -> None:
    keeper.watched.now()
    lines = EVENTS.splitlines(keepends=True)
    (keeper.folder / "events.yaml").unlink()
    keeper.write("old", lines[0] + lines[1])
    keeper.write("new", lines[0] + lines[2])
    split = keeper.later()
    assert split.problems == ()
    assert split.number == 2


def test_taking_the_last_event_away_is_an_edit(keeper: Keeper) -> None:
    keeper.watched.now()
    keeper.write("events", "".join(EVENTS.splitlines(keepends=True)[:-1]))
    assert titles(keeper.later()) == ["Alpha"]


def test_a_record_that_was_never_good_opens_once_it_is(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, events="events: [")
    held = keeper.watched.now()
    assert held.record is None
    assert held.problems
    assert keeper.later() is held
    keeper.write("events", EVENTS)
    assert titles(keeper.later()) == ["Alpha", "Beta"]


def test_a_loader_that_fails_in_its_own_way_leaves_the_last_good(
    keeper: Keeper, caplog: pytest.LogCaptureFixture
) -> None:
    first = keeper.watched.now()

    def fail() -> None:
        raise MemoryError

    keeper.before_loading = fail
    keeper.write("events", EVENTS + "\n")
    held = keeper.later()
    assert held.record is first.record
    assert "MemoryError" in held.problems[0].message
    assert "could not be loaded" in caplog.text


def test_what_is_not_of_the_record_is_not_looked_at(keeper: Keeper) -> None:
    keeper.watched.now()
    before = stamp(keeper.folder)
    for name in ("notes.txt", ".#events.yaml", "events.yaml~"):
        (keeper.folder / name).write_text("x")
    (keeper.folder / "text").mkdir()
    assert stamp(keeper.folder) == before


def test_a_single_file_is_watched_too_even_if_it_is_replaced_as_editors_do(tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    file.write_text(EVENTS)
    clock = Clock()
    watched = Watched(file, open_record, weigh=serving.weigh, clock=clock)
    watched.now()
    other = tmp_path / "my.yaml.new"
    other.write_text(EVENTS.replace("Beta", "Gama"))  # as long as before
    shutil.copystat(file, other)
    other.replace(file)
    watched.look()
    clock.at += 1.1
    assert titles(watched.look()) == ["Alpha", "Gama"]


def test_readers_never_wait_for_a_changed_record(keeper: Keeper) -> None:
    first = keeper.watched.now()
    loading, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        loading.set()
        assert go_on.wait(20)

    keeper.before_loading = slow
    keeper.write("events", EVENTS.replace("Beta", "Gamma"))
    keeper.after(1)
    thread = threading.Thread(target=lambda: keeper.after(1.1))
    thread.start()
    assert loading.wait(20)
    assert keeper.watched.now() is first
    go_on.set()
    thread.join(20)
    assert titles(keeper.watched.now()) == ["Alpha", "Gamma"]


def test_many_readers_at_once_load_it_once(keeper: Keeper) -> None:
    keeper.before_loading = lambda: time.sleep(0.05)
    found: list[LiveRecord[Frames]] = []
    threads = [threading.Thread(target=lambda: found.append(keeper.watched.now())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert keeper.loads == 1
    assert len({id(held) for held in found}) == 1


def test_the_looking_ends_with_its_object(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(EVENTS)
    watched = Watched(tmp_path, open_record, weigh=serving.weigh)
    watched.now()
    before = set(threading.enumerate())
    watched.keep_looking(every=0.01)
    [thread] = set(threading.enumerate()) - before
    del watched
    gc.collect()
    thread.join(20)
    assert not thread.is_alive()


def test_nothing_of_an_old_record_stays(tmp_path: Path) -> None:
    """Over several editions; what our modules remember by record is emptied with each."""
    file = tmp_path / "events.yaml"
    clock = Clock()
    old: list[weakref.ref[object]] = []
    watched = Watched(tmp_path, open_record, weigh=serving.weigh, on_new=serving.forget, clock=clock)
    for n in range(4):
        file.write_text(
            EVENTS + f"- {{id: c{n}, date: 2026, title: Edition {n}, place: {{name: P, lat: 1, lon: 2}}}}\n"
        )
        clock.at += 2
        watched.look()
        clock.at += 2
        record = watched.look().record
        assert record is not None
        assert f"Edition {n}" in set(record.events["title"])
        places.places(record)
        actor_profile.tally(whole(record))
        actor_profile.register(record)
        stops(record)
        old.append(weakref.ref(record.events))
        del record
    gc.collect()
    assert [one() is None for one in old] == [True, True, True, False]


def test_looking_costs_next_to_nothing() -> None:
    begin = time.perf_counter()
    for _ in range(50):
        stamp(curated_record())
    assert (time.perf_counter() - begin) / 50 < 0.02  # s; measured 0.0002


def test_an_error_is_an_error_to_those_who_ask_for_it(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        open_record(tmp_path / "nothing.yaml")
