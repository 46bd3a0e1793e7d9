"""What is sent to the timeline: which events one by one, which as counts, and what stands behind a count."""

import json
from datetime import date, timedelta
from typing import Any

from components.parts.theme import LIGHT
from components.timeline.axis import split
from components.timeline.chart import drawn
from components.timeline.marks import marks
from components.timeline.sent import behind
from tests.support import shown

MAIN = """
themes:
- {id: a, name: Alpha}
- {id: b, name: Beta}
events:
- {date: 2020-01-01, title: In Beta alone, short: Beta, themes: [a, b], main_theme: b}
- {date: 2021-01-01, title: In Alpha, themes: [a, b]}
- {date: 2022-01-01, title: Of none}
"""


def widened(value: Any) -> Any:
    """Undo ``components.parts.wire``, as ``wire.js`` does."""
    if isinstance(value, list):
        return [widened(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "$d" in value:
        total, found = 0, []
        for step in value["$d"]:
            total += step
            found.append(total)
        return found
    if "$v" in value:
        return [value["$v"][n] for n in value["$i"]]
    if "$t" in value:
        columns = {key: widened(column) for key, column in value["$t"].items()}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return {key: widened(entry) for key, entry in value.items()}


def picture(
    text: str, *, most: int = 1500, window: tuple[int | None, int | None] = (None, None), **query: str
) -> dict[str, Any]:
    view = shown(text, **query)
    found: dict[str, Any] = widened(json.loads(drawn(view.shown, lanes="theme", look=LIGHT, window=window, most=most)))
    return found


def many(number: int) -> str:
    rows = (
        f"- {{date: {date(2000, 1, 1) + timedelta(days=n)}, title: N {n}, importance: {3 if n % 10 == 0 else 1}}}"
        for n in range(number)
    )
    return "\n".join(["events:", *rows])


def test_an_event_stands_once_in_the_lane_of_its_main_theme() -> None:
    sent = picture(MAIN)
    assert [lane["name"] for lane in sent["lanes"]] == ["Alpha", "Beta", "Without one"]
    assert {sent["events"][row["event"]]["title"]: row["lane"] for row in sent["rows"]} == {
        "In Beta alone": 1,
        "In Alpha": 0,
        "Of none": 2,
    }
    assert len(sent["rows"]) == 3
    assert [event["short"] for event in sent["events"]] == ["", "Beta", ""]


def test_a_record_without_themes_has_one_lane_without_a_name() -> None:
    assert [lane["name"] for lane in picture(many(3))["lanes"]] == [""]


def test_of_many_the_foremost_of_the_window_are_sent_and_all_others_counted() -> None:
    sent = picture(many(300), most=40)
    assert len(sent["events"]) == 40
    assert sum(event["rank"] == 3 for event in sent["events"]) == 30
    assert sum(cell["n"] for cell in sent["crowd"]) == 260
    first = (date(2000, 2, 1) - date(1970, 1, 1)).days
    near = picture(many(300), most=40, window=(first, first + 20))
    assert sum(first <= event["at"] < first + 20 for event in near["events"]) == 20


def test_what_is_small_is_sent_whole_whatever_the_window() -> None:
    sent = picture(many(30), window=(20_000, 20_001))
    assert len(sent["events"]) == 30
    assert sent["crowd"] == []


def test_behind_a_count_are_the_events_of_its_days_and_lanes() -> None:
    rows = marks(shown(many(30)), by="theme")
    scale = split(rows)
    first = (date(2000, 1, 5) - date(1970, 1, 1)).days
    assert rows.texts.titles(behind(rows, scale, [0], first, first + 3)) == ["N 4", "N 5", "N 6"]
    assert len(behind(rows, scale, [1], first, first + 3)) == 0


REWOUND = """
events:
- {date: 2024-01-10, title: Kept, claims: [{text: a, status: alleged, sources: [x], known: 2024-01-10}]}
- {date: 2024-01-12, title: Two, claims: [{text: b, status: alleged, sources: [x], known: 2024-01-12}, {text: c, status: alleged, sources: [x], known: 2024-02-02}]}
- {date: 2024-02-10, title: Three, claims: [{text: d, status: alleged, sources: [x], known: 2024-02-10}]}
"""


def test_what_is_new_is_marked_where_the_record_is_looked_back_at_and_nowhere_else() -> None:
    sent = picture(REWOUND, known="2024-02-29")
    assert [event["fresh"] for event in sent["events"]] == [0, 2, 1]
    assert sent["fresh"] == "new or changed since 31 January 2024"
    today = picture(REWOUND)
    assert today["fresh"] == ""
    assert not any("fresh" in event for event in today["events"])
