"""How stances moved: which event is set beside which, what counts as before, at and since, and by how much."""

import pytest

from components.compare.panel import compare, compared
from components.parts.word_boxes import WordBoxes
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings import stakeholders
from pactline.readings.stakeholders import Streak
from pactline.readings.stance_shifts import Moment, Shift, pair, shifts
from tests.support import curated, shown

MOVES = """
edition: {lead: pact}
events:
- {id: talks, date: 2023-09-13, title: Talks}
- {id: pact, date: 2024-06-19, title: Pact}
- {id: troops, date: 2024-10-18/2024-10-28, title: Troops}
- {id: parade, date: 2025-09-03, title: Parade}
reactions:
- {id: c1, event: talks, actor: chn, date: 2023-09-14, stance: supports, summary: x}
- {id: c2, event: talks, actor: chn, date: 2023-10-02, stance: neutral, summary: x}
- {id: c3, event: pact, actor: chn, date: 2024-06-20, stance: cautious, summary: x}
- {id: c4, event: pact, actor: chn, date: 2024-08-01, stance: supports, summary: x}
- {id: c5, event: parade, actor: chn, date: 2025-09-04, act: denies, summary: x}
- {id: k1, event: talks, actor: kor, date: 2024-06, stance: neutral, summary: x}
- {id: k2, event: pact, actor: kor, date: 2024-06-18, stance: concerned, summary: x}
- {id: k3, event: troops, actor: kor, date: 2024-10-18, stance: condemns, summary: x}
- {id: k4, event: troops, actor: office, silence: 2026-11-24}
- {id: k5, event: parade, actor: kor, date: 2024-10-28, stance: endorses, summary: x}
- {id: k6, event: parade, actor: kor, date: 2025-09-08, stance: cautious, summary: x}
- {id: k7, event: parade, actor: kor, summary: x}
- {id: e1, event: pact, actor: eu, silence: 2026-11-24}
actors:
- {id: chn, name: China, kind: state, group: neighbours}
- {id: kor, name: South Korea, kind: state, group: neighbours}
- {id: office, name: Office, kind: body, part_of: [kor]}
- {id: eu, name: European Union, kind: alliance, group: blocs-and-bodies}
"""


def at(last: str, marks: list[str], quiet: int = 0, steps: int | None = None) -> Moment:
    return Moment(tuple(Streak(mark, 1, deed=False) for mark in marks), last, quiet, steps)


def moved(view: View) -> dict[str, Shift]:
    said = stakeholders.spoken(view)
    events = pair(view, stakeholders.crowd(view, said))
    assert events
    return {shift.stakeholder.id: shift for shift in shifts(view, said, *events)}


def chosen(view: View) -> tuple[str, str | None] | None:
    return pair(view, stakeholders.crowd(view, stakeholders.spoken(view)))


def test_the_chosen_event_stands_beside_the_lead_the_earlier_first() -> None:
    assert chosen(shown(MOVES)) == ("pact", None)
    assert chosen(shown(MOVES, event="troops")) == ("pact", "troops")
    assert chosen(shown(MOVES, event="talks")) == ("talks", "pact")
    assert chosen(shown(MOVES, event="pact")) == ("pact", None)


def test_an_event_outside_the_selection_is_not_set_beside_it() -> None:
    assert chosen(shown(MOVES, event="talks", from_="2024")) == ("pact", None)


def test_where_the_lead_is_not_shown_what_drew_most_stands_for_it() -> None:
    assert chosen(shown(MOVES, from_="2024-07")) == ("parade", None)


def test_without_a_reaction_there_is_nothing_to_compare() -> None:
    assert chosen(shown("events: [{id: a, date: 2024, title: x}]")) is None


def test_china_before_and_after_the_treaty() -> None:
    before, pact, second, since = moved(shown(MOVES))["chn"].moments
    assert before == at("c2", ["neutral"])
    assert pact == at("c4", ["cautious", "supports"], steps=-1)
    assert second is None
    assert since == at("c5", ["denies"], steps=None)


def test_seoul_before_and_after_the_troops() -> None:
    before, pact, troops, since = moved(shown(MOVES, event="troops"))["kor"].moments
    assert before is None  # "June 2024" is not certainly before 19 June
    assert pact == at("k2", ["concerned"])
    assert troops == at("k3", ["condemns"], quiet=1, steps=1)
    assert since == at("k6", ["cautious"], steps=-2)  # 28 October is not certainly after the last day


def test_a_move_is_counted_from_the_last_moment_at_which_something_was_said() -> None:
    view = shown(MOVES.replace("act: denies, summary", "stance: condemns, summary"), event="troops")
    assert moved(view)["chn"].moments[2] is None
    last = moved(view)["chn"].moments[3]
    assert last
    assert last.steps == 4  # from supports to condemns


def test_a_silence_counts_at_the_event_only() -> None:
    assert moved(shown(MOVES))["eu"].moments == (None, at("e1", ["silent"]), None, None)
    assert "eu" not in moved(shown(MOVES.replace("edition: {lead: pact}", "edition: {lead: talks}")))


def test_what_was_said_on_the_last_day_of_the_event_is_not_since() -> None:
    record = "\n".join(line for line in MOVES.splitlines() if "id: k6" not in line)
    assert moved(shown(record, event="troops"))["kor"].moments[3] is None


def test_what_was_not_known_is_no_moment() -> None:
    view = shown(
        MOVES.replace("title: Talks", "title: Talks, claims: [{text: t}]").replace(
            "title: Pact", "title: Pact, claims: [{text: t}]"
        ),
        known="2024-06-30",
    )
    assert moved(view)["chn"].moments == (
        at("c2", ["neutral"]),
        at("c3", ["cautious"], steps=1),
        None,
        None,
    )


def test_one_who_spoke_at_one_moment_only_is_named_below() -> None:
    view = shown(MOVES)
    rows, alone = compared(list(moved(view).values()), WordBoxes(view, stakeholders.spoken(view)))
    assert [row.name for row in rows] == ["South Korea", "China"]
    assert alone == ["European Union"]


@pytest.mark.parametrize("query", [{}, {"event": "nis-troop-announcement-2024"}, {"theme": "sanctions"}])
def test_every_reaction_to_the_events_of_the_record_stands_in_its_column(query: dict[str, str]) -> None:
    record = curated()
    view = select(record, Selection.from_query(query))
    events = chosen(view)
    assert events
    found = moved(view)
    for place, event in enumerate(events, start=1):
        own = view.reactions[view.reactions["event_id"] == event]
        moments = [moment for shift in found.values() if (moment := shift.moments[place])]
        assert sum(sum(run.times for run in moment.runs) + moment.quiet for moment in moments) == len(own)


def test_the_page_says_why_there_is_nothing_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[str] = []
    monkeypatch.setattr("streamlit.html", parts.append)
    compare(shown(MOVES, kind="wire"), of="x")
    assert parts == []  # the selection bar says that nothing is left
    compare(shown("events: [{id: a, date: 2024, title: x}]"), of="x")
    assert "None of the events shown has a recorded reaction." in parts[0]


def test_an_event_outside_the_selection_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[str] = []
    monkeypatch.setattr("streamlit.html", parts.append)
    compare(shown(MOVES, event="talks", from_="2024"), of="x")
    assert "outside the present selection" in parts[0]
    assert "Talks" not in parts[0].split("<table", 1)[1].split("</thead>", 1)[0]


def test_a_step_towards_criticism_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[str] = []
    monkeypatch.setattr("streamlit.html", parts.append)
    compare(shown(MOVES, event="troops"), of="x")
    for words in ("1 step more critical", "2 steps more supportive"):
        assert words in parts[0]
    compare(whole(curated()), of="x")
    assert "no change" in parts[2]
