"""What is whose: an actor's own acts and words, those of its bodies and persons, and what stands on it alone."""

from datetime import date
from typing import Any

import pytest

from components.actor.panel import actor_panel, amount, panel
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings import actor_profile
from pactline.record.dossier import claims_of
from pactline.record.estimate import Estimate
from pactline.text.folding import fold
from tests.support import SMALL, curated, shown

FIGURES = """
metrics: [{id: shells, unit: shells, label: Shells}]
estimates:
- {id: e1, metric: shells, as_of: 2023-10, low: 1000000, estimator: nis, sources: [paper-1]}
- {id: e2, metric: shells, as_of: 2024-06-30, value: 5, estimator: kor}
- {id: e3, metric: shells, as_of: 2024, value: 6, estimator: Somebody}
"""


TABLES = {"event_id": "events", "reaction_id": "reactions", "act": "reactions", "claim_id": "claims"}


def ids(view: View, own: actor_profile.Own, column: str) -> list[Any]:
    if column in TABLES:
        return view.frames.cells(TABLES[column], column, own.rows)
    return list(getattr(own, column).tolist())


def test_an_actor_takes_part_itself_or_through_its_persons():
    view = shown()
    own = actor_profile.deeds(view, "prk")
    assert list(zip(ids(view, own, "event_id"), own.via, own.parts, strict=True)) == [
        ("early-talks", "Kim Jong Un", "hosts"),
        ("pact", "", "acts"),
    ]
    assert ids(view, actor_profile.deeds(view, "kim"), "event_id") == ["early-talks"]
    assert not len(actor_profile.deeds(view, "eu").rows)


def test_deeds_come_in_the_readers_order_each_with_what_is_its_own():
    record = shown().frames
    found = []
    for query in ({}, {"sort": "new"}, {"from": "2024"}):
        view = select(record, Selection.from_query(query))
        own = actor_profile.deeds(view, "prk")
        found.append(list(zip(ids(view, own, "event_id"), own.via, own.parts, strict=True)))
    old, new, late = found
    assert len(old) == 2
    assert new == old[::-1]
    assert late == old[1:]


def test_an_entry_is_drawn_with_the_status_and_the_links_of_the_selection():
    record = shown().frames
    for query, status, carried in (({}, "documented", ""), ({"status": "alleged"}, "alleged", "status=alleged&amp;")):
        view = select(record, Selection.from_query(query))
        assert f'class="status status-{status}"' in panel(view, "prk").deeds[0]
        assert f'<a href="event?{carried}event=early-talks" data-go="event">Early talks</a>' in actor_panel(view, "prk")


def test_a_reaction_is_its_actors_and_its_speakers():
    view = shown(SMALL.replace("speaker: Lin Jian", "speaker: Kim  JONG un"))
    assert ids(view, actor_profile.said(view, "chn"), "reaction_id") == ["chn-1"]
    kim = actor_profile.said(view, "kim")
    assert ids(view, kim, "reaction_id") == ["chn-1"]
    assert ids(view, actor_profile.said(view, "prk"), "via") == ["Kim Jong Un"]
    assert ids(view, actor_profile.said(shown(), "eu"), "act") == ["silent"]


def test_a_claim_rests_on_the_word_of_its_originator_and_of_what_that_belongs_to():
    view = shown()
    assert ids(view, actor_profile.words(view, "nis"), "claim_id") == ["early-talks.2"]
    south = actor_profile.words(view, "kor")
    assert ids(view, south, "claim_id") == ["early-talks.2"]
    assert ids(view, south, "via") == ["NIS"]
    assert ids(view, south, "alone") == [True]
    assert not len(actor_profile.words(view, "rus").rows)


def test_a_second_independent_voice_and_a_claim_without_sources_are_not_alone():
    more = SMALL.replace(
        "sources: [wire-1, paper-1], contra", "sources: [wire-1, {id: paper-1, said_by: [eu]}], contra"
    )
    assert ids(shown(more), actor_profile.words(shown(more), "nis"), "alone") == [False]
    none = SMALL.replace("said_by: [nis], sources: [wire-1, paper-1],", "said_by: [nis],")
    assert ids(shown(none), actor_profile.words(shown(none), "nis"), "alone") == [False]


def test_the_choice_of_actors_does_not_hide_its_words_about_others_but_all_else_holds():
    assert panel(shown(actor="nis"), "nis").counts.words == 1
    assert panel(shown(actor="nis", from_="2024"), "nis").counts.words == 0
    assert panel(shown(actor="nis", known="2023-09-13"), "nis").counts.words == 0
    assert panel(shown(actor="nis", known="2023-09-14"), "nis").counts.words == 1


def test_own_figures_are_those_of_its_bodies_too_as_far_as_known():
    def known(day: str | None) -> list[str]:
        view = shown(SMALL + FIGURES, known=day) if day else shown(SMALL + FIGURES)
        return [one.id for one in actor_profile.figures(view, "kor")]

    assert known(None) == ["e1", "e2"]
    assert known("2024-06-29") == ["e1"]
    assert known("2023-10-30") == []
    assert [one.id for one in actor_profile.figures(shown(SMALL + FIGURES), "nis")] == ["e1"]
    assert actor_profile.figures(shown(SMALL + FIGURES, to="2023-01"), "kor") == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 4_000_000, "high": 6_000_000}, "4,000,000–6,000,000 shells"),
        ({"low": 100}, "at least 100 shells"),
        ({"high": 2.5}, "up to 2.5 shells"),
        ({"value": 12_000, "approximate": "true"}, "about 12,000 shells"),
        ({"value": 7}, "7 shells"),
        ({"text": "millions"}, "millions"),
    ],
)
def test_a_figure_is_said_as_it_was_given(fields, words):
    assert amount(Estimate.model_validate({"id": "e", "metric": "m", "as_of": "2024", **fields}), "shells") == words


def test_the_register_has_each_actor_under_what_it_belongs_to():
    found = actor_profile.register(shown().frames)
    assert list(found) == ["principals", "neighbours", "blocs-and-bodies"]
    names = {entry.actor.id: [one.id for one in entry.members] for entries in found.values() for entry in entries}
    assert names == {"rus": [], "prk": ["kim"], "chn": [], "kor": ["nis"], "eu": []}


def test_a_circle_in_the_register_ends():
    text = "events: [{date: 2024, title: x, actors: [a, b]}]\nactors: [{id: a, name: A, part_of: [b]}, {id: b, name: B, part_of: [a]}]\n"
    view = shown(text)
    assert len(actor_profile.deeds(view, "a").rows) == 1
    assert actor_profile.belongs(view.frames, "a")[0][0].id == "b"


def views() -> list[View]:
    record = curated()
    return [
        whole(record),
        select(record, Selection(themes=("military",), newest_first=True)),
        select(record, Selection(known=date(2024, 6, 30))),
    ]


@pytest.mark.parametrize("view", views(), ids=["whole", "military", "known"])
def test_on_the_record_every_number_is_a_recount_from_the_dossier(view):
    record, dossier = view.frames, view.frames.dossier
    counts = actor_profile.tally(view)
    shown_events, shown_claims = set(view.events["event_id"]), set(view.claims["claim_id"])
    shown_reactions = set(view.reactions["reaction_id"])
    originators = record.voices.groupby("claim")["originator"].agg(set).to_dict()
    for actor in ("rus", "kor", "nis-kor", "vladimir-putin", "chn", "un", "mng"):
        group = {one.id for one in dossier.actors.values() if _within(dossier, one.id, actor)}
        names = {fold(dossier.actors[one].name) for one in group}
        deeds = [
            str(e.id) for e in dossier.events if e.id in shown_events and any(part.id in group for part in e.actors)
        ]
        said = [
            str(r.id) for r in dossier.reactions
            if r.id in shown_reactions and (r.actor in group or (r.speaker and fold(r.speaker) in names))
        ]  # fmt: skip
        words = [
            str(c.id) for row, (_, c) in enumerate(claims_of(dossier))
            if c.id in shown_claims
            and (set(c.said_by) | originators.get(row, set())) & group
        ]  # fmt: skip
        assert sorted(ids(view, actor_profile.deeds(view, actor), "event_id")) == sorted(deeds)
        assert sorted(ids(view, actor_profile.said(view, actor), "reaction_id")) == sorted(said)
        assert sorted(ids(view, actor_profile.words(view, actor), "claim_id")) == sorted(words)
        assert [counts[kind][actor] for kind in ("deeds", "said", "words")] == [len(deeds), len(said), len(words)]


def _within(dossier, one: str, whole_id: str) -> bool:
    waiting, seen = [one], set()
    while waiting:
        here = waiting.pop()
        if here == whole_id:
            return True
        if here not in seen and here in dossier.actors:
            seen.add(here)
            waiting += dossier.actors[here].part_of
    return False
