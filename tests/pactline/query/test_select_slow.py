"""The fast selection against plain loops, over random records and selections."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pactline.files.load import load_texts
from pactline.query.select import COUNTED, facet_counts, select
from pactline.query.selection import Selection
from pactline.record import edtf
from pactline.record.vocabulary import KINDS, STATUSES
from pactline.tables import frames, provenance
from pactline.tables.frames import Frames
from tests.slow_select import SlowSelect

ACTORS, THEMES, HOUSES = ("rus", "prk", "kim", "duma", "chn"), ("war", "trade", "law"), ("tass", "reuters", "daily")
COUNTRIES = ("rus", "gbr", "Far away")
WORDS = ("treaty", "shells", "no shells", "Tréaty!", "e", "pact-7", "зенит", "re")
DATES = (
    "2023",
    "2023-09",
    "2023-09-13",
    "2024-06-19",
    "2024-06-19",
    "2024-06~",
    "2024?",
    "../2023-05",
    "2024-07/..",
    "2025-01-01/2025-02-03",
)
HAPPENED = ("2023-09-14", "2024-06", "2024-06-19", "2024-05-30", "2024-05-30T14:30:00", "2024-10", "2024/..")
FIRST = date(2022, 12, 1)


def _some(random: Random, values: Sequence[str], most: int, least: int = 0) -> list[str]:
    return random.sample(values, random.randint(least, most))


def _day(random: Random) -> date:
    return FIRST + timedelta(days=91 * random.randrange(9))  # few days, so that some are the same


def _text(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, 3)))


def _citations(random: Random) -> list[dict[str, Any]]:
    found = []
    for source in _some(random, [f"s{n}" for n in range(6)], 3):
        part = random.choice(("supports", "supports", "repeats", "disputes"))
        citation: dict[str, Any] = {"id": source, "part": part}
        if random.random() < 0.3:
            citation["said_by"] = _some(random, ("kim", "tass", "Somebody Else"), 2, 1)
        if random.random() < 0.5:
            citation["quote"] = random.choice(WORDS)
        found.append(citation)
    return found


def _claim(random: Random) -> dict[str, Any]:
    claim: dict[str, Any] = {"text": _text(random), "sources": _citations(random), "said_by": _some(random, ACTORS, 1)}
    if random.random() < 0.3:
        claim["known"] = random.choice(("2023-09", "2024-06-18", "2025"))
    statuses = random.choices(STATUSES, k=random.randint(0, 3))
    if statuses:
        claim["status"] = statuses[-1]
    if len(statuses) > 1:
        days = sorted(_day(random) for _ in statuses)
        claim["history"] = [{"date": str(day), "status": status} for day, status in zip(days, statuses, strict=True)]
    return claim


def _event(random: Random, number: int) -> dict[str, Any]:
    event: dict[str, Any] = {
        "id": f"e{number}",
        "date": random.choice(DATES),
        "title": _text(random),
        "actors": _some(random, ACTORS, 3),
        "themes": _some(random, THEMES, 3),
        "importance": str(random.randint(1, 3)),
        "claims": [_claim(random) for _ in range(random.randint(0, 3))],
    }
    if random.random() < 0.6:
        event |= {"summary": _text(random), "place": {"name": "Rajin"}}
    return event


def _reaction(random: Random, number: int, events: int) -> dict[str, Any]:
    reaction = {"id": f"r{number}", "event": f"e{random.randrange(events)}", "actor": random.choice(ACTORS)}
    if random.random() < 0.2:
        return reaction | {"silence": "2024-12-01"}
    said = {"date": random.choice(("2024-06-20", "2024-07", "2023/.."))} if random.random() < 0.8 else {}
    return reaction | said | {"summary": "Says so.", "sources": _citations(random)}


@lru_cache(maxsize=200)
def record_of(seed: int) -> Frames:
    """A record of a few events that look alike; each is asked for more than once."""
    random = Random(seed)
    events = random.randint(1, 14)
    sources = [
        {"id": f"s{n}", "publisher": random.choice(HOUSES), "published": random.choice(HAPPENED)} for n in range(5)
    ]
    told = [_event(random, n) for n in range(events)]
    claims = [claim for event in told for claim in event["claims"]]
    for number, claim in enumerate(claims):
        claim["id"] = f"c{number}"
        if number and random.random() < 0.3:
            claim["contradicts"] = [f"c{random.randrange(number)}"]
        if random.random() < 0.3:
            claim["note"] = _text(random)
    content = {
        "events": told,
        "reactions": [_reaction(random, n, events) for n in range(random.randrange(14))],
        "sources": [*sources, {"id": "s5"}],
        "publishers": [
            {"id": "tass", "name": "TASS", "country": "rus", "kind": "state_media", "state_controlled": "true"},
            {"id": "reuters", "name": "Reuters", "country": "gbr", "kind": "wire", "state_controlled": "false"},
            {"id": "daily", "name": "The Daily", "kind": "wire", "country": "rus"},
        ],
        "actors": [
            {"id": "rus", "name": "Russia"},
            {"id": "prk", "name": "North Korea"},
            {"id": "chn", "name": "China"},
            {"id": "duma", "name": "Duma", "part_of": ["rus"]},
            {"id": "kim", "name": "Kim", "part_of": ["prk", "duma"]},
        ],
    }
    return frames.build(load_texts([("events.yaml", json.dumps(content))]).dossier)


def selection_of(seed: int) -> Selection:
    """A selection of a few keys."""
    random = Random(seed)
    keys: dict[str, Callable[[], Any]] = {
        "first": lambda: _day(random),
        "last": lambda: _day(random),
        "hours": lambda: random.choice(((840, None), (None, 900), (870, 870), (871, 900))),
        "certain": lambda: True,
        "actors": lambda: tuple(_some(random, ACTORS, 2, 1)),
        "themes": lambda: tuple(_some(random, THEMES, 2, 1)),
        "publishers": lambda: tuple(_some(random, HOUSES, 2, 1)),
        "kinds": lambda: tuple(_some(random, ("wire", "state_media", "igo"), 2, 1)),
        "countries": lambda: tuple(_some(random, COUNTRIES, 2, 1)),
        "one_voice": lambda: True,
        "statuses": lambda: tuple(_some(random, STATUSES, 3, 1)),
        "match_all": lambda: True,
        "hide_state_media": lambda: True,
        "independent": lambda: random.randint(1, 2),
        "importance": lambda: random.randint(1, 3),
        "words": lambda: random.choice(WORDS),
        "known": lambda: _day(random),
        "newest_first": lambda: True,
    }
    # What can hardly be seen alone is asked more often.
    asked = {*_some(random, list(keys), 3), random.choice(("actors", "known", "kinds", "publishers", "newest_first"))}
    return Selection(**{key: keys[key]() for key in sorted(asked)})


RECORDS = st.integers(0, 150).map(record_of)
SELECTIONS = st.integers(0, 10_000).map(selection_of)


@settings(max_examples=70)
@given(RECORDS, SELECTIONS)
def test_the_fast_way_leaves_what_the_slow_way_leaves_with_the_status_of_then(
    record: Frames, selection: Selection
) -> None:
    view, slow = select(record, selection), SlowSelect(record.dossier)
    left = slow.select(selection)
    assert view.events["event_id"].tolist() == left.events
    assert view.claims["claim_id"].tolist() == left.claims
    assert view.reactions["reaction_id"].tolist() == left.reactions
    assert set(view.citations["claim_id"].dropna()) | set(view.citations["reaction_id"].dropna()) == {
        *(
            c.id
            for e in record.dossier.events
            for c in e.claims
            if slow.then(c, selection).sources and c.id in left.claims
        ),
        *(r.id for r in record.dossier.reactions if slow.then(r, selection).sources and r.id in left.reactions),
    }


@settings(max_examples=70)
@given(RECORDS, st.builds(replace, SELECTIONS, known=st.none() | st.dates(FIRST, FIRST + timedelta(days=900))))
def test_what_is_shown_says_what_could_be_said_then(record: Frames, selection: Selection) -> None:
    view, slow = select(record, selection), SlowSelect(record.dossier)
    events = {event.id: event for event in record.dossier.events}
    claims = {claim.id: (event, claim) for event in events.values() for claim in event.claims}
    for row in view.claims.to_dict("records"):
        event, claim = claims[row["claim_id"]]
        then = slow.then(claim, selection)
        assert row["status"] == slow.status_of(claim, selection)
        assert row["citations"] == len(then.sources)
        assert row["independent"] == len(provenance.independent(then, record.dossier.sources))
        assert row["state_only"] == slow.state_only(then)
        assert row["disputed"] == slow.disputed(event, claim, selection)
        assert (None if pd.isna(row["note"]) else row["note"]) == then.note
    for row in view.events.to_dict("records"):
        assert (None if pd.isna(row["summary"]) else row["summary"]) == slow.summary_of(
            events[row["event_id"]], selection
        )
    cited = view.citations.merge(record.sources, on="source_id")
    for published in cited["published"].dropna():
        day = edtf.parse(published)
        assert selection.known is None or day.open_end or day.latest <= selection.known


FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "actor": ("actors", ACTORS),
    "theme": ("themes", THEMES),
    "publisher": ("publishers", HOUSES),
    "kind": ("kinds", KINDS),
    "country": ("countries", COUNTRIES),
    "status": ("statuses", STATUSES),
}


@settings(max_examples=70)
@given(RECORDS, SELECTIONS, st.sampled_from(list(FIELDS)))
def test_facets_count_as_the_slow_way_counts(record: Frames, selection: Selection, key: str) -> None:
    field, values = FIELDS[key]
    counted = {value: n for value, n in facet_counts(record, selection, (key,))[key].items() if value in values}
    assert counted == SlowSelect(record.dossier).facets(selection, field, list(values))


@settings(max_examples=70)
@given(RECORDS, SELECTIONS)
def test_a_view_of_some_events_is_what_belongs_to_them(record: Frames, selection: Selection) -> None:
    view = select(record, selection)
    some_rows = view.event_rows[::2]
    part = view.of(some_rows)
    ids = set(record.events["event_id"].iloc[some_rows])
    assert part.events["event_id"].tolist() == [e for e in view.events["event_id"] if e in ids]
    assert part.claims["claim_id"].tolist() == view.claims.loc[view.claims["event_id"].isin(ids), "claim_id"].tolist()
    assert part.reactions["event_id"].isin(ids).all()
    assert all(view.shows(int(row)) for row in some_rows)
    for event in view.events["event_id"]:
        own = (record.claims["event_id"] == event).sum() - (view.claims["event_id"] == event).sum()
        assert view.hidden_claims(event) == own


def test_every_facet_has_its_test() -> None:
    assert {*FIELDS, "importance"} == set(COUNTED)
