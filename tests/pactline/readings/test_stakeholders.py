"""Who reacts to what: stakeholders, their order, the marks of a cell, the sides at an event."""

from datetime import date

import pandas as pd

from pactline.readings import stakeholders
from pactline.readings.stakeholders import Said, Streak
from tests.support import SMALL, shown

ACTORS = """
events:
- {id: a, date: 2024-06-19, title: First}
- {id: b, date: 2024-10-18, title: Second}
- {id: c, date: 2025, title: Third, importance: 3}
reactions:
- {id: r1, event: a, actor: mfa, date: 2024-06-20, stance: concerned, summary: x}
- {id: r2, event: a, actor: kor, date: 2024-06-21, stance: condemns, act: does, summary: x}
- {id: r3, event: a, actor: kor, date: 2024-06-22, stance: condemns, summary: x}
- {id: r4, event: a, actor: office, silence: 2026-11-24}
- {id: r5, event: b, actor: office, silence: 2026-11-24}
- {id: r6, event: b, actor: rus, date: 2024-10-18, act: denies, stance: endorses, summary: x}
- {id: r7, event: a, actor: rus, summary: x}
- {id: r8, event: a, actor: ukr, date: 2024-06-19, stance: condemns, summary: x}
- {id: r9, event: a, actor: nato, date: 2024-06-19, stance: concerned, summary: x}
- {id: r10, event: a, actor: fra, date: 2024-06, stance: neutral, summary: x}
- {id: r11, event: b, actor: nato, date: 2024-10-19, stance: cautious, summary: x}
- {id: r12, event: c, actor: kor, date: 2025-02-01, stance: neutral, summary: x}
- {id: r13, event: c, actor: nato, date: 2025-02-01, stance: neutral, summary: x}
actors:
- {id: kor, name: South Korea, kind: state, group: neighbours}
- {id: mfa, name: Foreign ministry, kind: body, part_of: [kor]}
- {id: office, name: Office, kind: body, part_of: [mfa]}
- {id: rus, name: Russia, kind: state, group: principals}
- {id: ukr, name: Ukraine, kind: state, group: parties-to-the-war}
- {id: nato, name: NATO, kind: alliance, group: blocs-and-bodies}
- {id: fra, name: France, kind: state, part_of: [nato]}
"""


def test_a_body_or_person_reacts_as_the_state_it_belongs_to() -> None:
    whose = stakeholders.stakeholder_of(shown(ACTORS).frames.dossier)
    assert whose == {
        "kor": "kor",
        "mfa": "kor",
        "office": "kor",
        "rus": "rus",
        "ukr": "ukr",
        "nato": "nato",
        "fra": "fra",
    }


def test_an_alliance_a_body_with_a_group_of_its_own_and_one_that_belongs_to_none_stand_by_themselves() -> None:
    view = shown("""
events: [{id: a, date: 2024, title: x}]
reactions: [{event: a, actor: free, summary: x}, {event: a, actor: own, summary: x}]
actors:
- {id: whole, name: Whole, kind: state}
- {id: own, name: Own, kind: body, part_of: [whole], group: others}
- {id: free, name: Free, kind: body}
- {id: bloc, name: Bloc, kind: alliance, part_of: [whole]}
""")
    assert stakeholders.stakeholder_of(view.frames.dossier) == {
        "whole": "whole",
        "own": "own",
        "free": "free",
        "bloc": "bloc",
    }


def test_a_circle_in_the_register_ends() -> None:
    view = shown("""
events: [{id: a, date: 2024, title: x}]
reactions: [{event: a, actor: one, summary: x}]
actors: [{id: one, name: One, kind: body, part_of: [two]}, {id: two, name: Two, kind: body, part_of: [one]}]
""")
    assert set(stakeholders.stakeholder_of(view.frames.dossier).values()) <= {"one", "two"}


def test_reactions_come_in_order_of_time_and_those_without_a_day_last() -> None:
    said = stakeholders.spoken(shown(ACTORS))
    days = [day for day in said["at"] if day == day]  # noqa: PLR0124 - NaT is not itself
    assert days == sorted(days)
    assert said["reaction_id"].iloc[-1] == "r7"


def test_a_silence_stands_at_its_events_first_day() -> None:
    said = stakeholders.spoken(shown(ACTORS)).set_index("reaction_id")
    assert said.loc["r4", "at"] == pd.Timestamp("2024-06-19")


def test_a_denial_is_one_whatever_its_stance() -> None:
    said = stakeholders.spoken(shown(ACTORS)).set_index("reaction_id")
    assert said["mark"].loc[["r6", "r4", "r7", "r2"]].tolist() == ["denies", "silent", "none", "condemns"]
    assert said.loc["r2", "deed"]
    assert not said.loc["r3", "deed"]


def test_stakeholders_come_in_a_newsrooms_order() -> None:
    view = shown(ACTORS)
    found = stakeholders.stakeholders(view, stakeholders.spoken(view))
    assert [(one.id, one.group, one.reactions) for one in found] == [
        ("kor", "neighbours", 6),
        ("ukr", "parties-to-the-war", 1),
        ("nato", "blocs-and-bodies", 3),
        ("fra", "others", 1),
        ("rus", "principals", 2),
    ]


def test_of_those_in_a_group_the_one_that_reacts_most_comes_first_then_by_name() -> None:
    view = shown("""
events: [{id: a, date: 2024, title: x}]
reactions: [{event: a, actor: Zeta, summary: x}, {event: a, actor: Beta, summary: x}, {event: a, actor: Zeta, summary: y}, {event: a, actor: Alpha, summary: x}]
""")
    assert [one.name for one in stakeholders.stakeholders(view, stakeholders.spoken(view))] == ["Zeta", "Alpha", "Beta"]


def test_the_event_that_drew_most_stakeholders_comes_first() -> None:
    view = shown(ACTORS)
    drawn = stakeholders.crowd(view, stakeholders.spoken(view))
    assert drawn.to_dict("records") == [
        {"event_id": "a", "stakeholders": 5, "reactions": 8},
        {"event_id": "b", "stakeholders": 3, "reactions": 3},
        {"event_id": "c", "stakeholders": 2, "reactions": 2},
    ]


def test_of_events_that_drew_as_many_the_more_important_comes_first_then_the_earlier() -> None:
    view = shown("""
events: [{id: a, date: 2023, title: x}, {id: b, date: 2024, title: x, importance: 3}, {id: c, date: 2022, title: x}]
reactions: [{event: a, actor: X, summary: x}, {event: b, actor: X, summary: x}, {event: c, actor: X, summary: x}]
""")
    assert stakeholders.crowd(view, stakeholders.spoken(view))["event_id"].tolist() == ["b", "c", "a"]


def said(*marks: str, **more: bool) -> list[Said]:
    return [Said(mark, more.get("deed", False), more.get("by_part", False), date(2024, 6, 19)) for mark in marks]


def test_equal_marks_in_a_row_are_one_run() -> None:
    assert stakeholders.runs(said("concerned", "concerned", "condemns", "concerned")) == (
        Streak("concerned", 2, deed=False),
        Streak("condemns", 1, deed=False),
        Streak("concerned", 1, deed=False),
    )


def test_a_run_says_if_one_of_it_was_a_deed() -> None:
    assert stakeholders.runs([*said("condemns"), *said("condemns", deed=True), *said("condemns")]) == (
        Streak("condemns", 3, deed=True),
    )


def test_a_states_silent_body_does_not_make_it_silent_if_it_spoke() -> None:
    spoke, quiet = said("condemns"), said("silent", "silent", by_part=True)
    assert stakeholders.heard([*spoke, *quiet]) == (spoke, 2)
    assert stakeholders.heard(quiet) == (quiet, 0)


def test_a_silence_of_the_stakeholder_itself_counts_beside_what_it_said() -> None:
    both = [*said("condemns"), *said("silent")]
    assert stakeholders.heard(both) == (both, 0)


def test_sides_put_a_stakeholder_under_each_of_its_stances_since_its_first_day_there() -> None:
    at = stakeholders.at_events(stakeholders.spoken(shown(ACTORS)))
    assert stakeholders.sides(at["a"]) == {
        "neutral": [("fra", date(2024, 6, 1))],
        "concerned": [("nato", date(2024, 6, 19)), ("kor", date(2024, 6, 20))],
        "condemns": [("ukr", date(2024, 6, 19)), ("kor", date(2024, 6, 21))],
        "none": [("rus", None)],
    }
    assert stakeholders.sides(at["b"]) == {
        "cautious": [("nato", date(2024, 10, 19))],
        "denies": [("rus", date(2024, 10, 18))],
        "silent": [("kor", date(2024, 10, 18))],
    }


def test_by_stakeholder_and_by_event_hold_each_shown_reaction_once() -> None:
    view = shown(ACTORS)
    table = stakeholders.spoken(view)
    by_stakeholder = sum(map(len, stakeholders.of_stakeholders(table).values()))
    by_event = sum(len(own) for at in stakeholders.at_events(table).values() for own in at.values())
    assert by_stakeholder == by_event == len(table) == len(view.reactions)


def test_a_move_is_counted_in_places_of_the_scale_from_last_to_last() -> None:
    assert stakeholders.steps_between(["condemns", "neutral"], ["concerned"]) == 2
    assert stakeholders.steps_between(["concerned"], ["denies", "supports", "silent"]) == -3
    assert stakeholders.steps_between(["concerned"], ["concerned"]) == 0
    assert stakeholders.steps_between(["denies"], ["concerned"]) is None


def test_what_was_not_known_on_a_day_is_not_among_the_reactions() -> None:
    assert stakeholders.spoken(shown(SMALL, known="2024-06-20"))["reaction_id"].tolist() == ["chn-1"]
