"""What a selection leaves of a record: design's rules, one by one, and properties over the real record."""

from dataclasses import replace
from functools import lru_cache
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactline.query.select import facet_counts, select, whole, within
from pactline.query.selection import Selection
from pactline.tables import frames as tables_of
from pactline.tables.frames import Frames
from tests.support import SMALL, curated, shown, tables

RECORD = curated()


def ids(view) -> list[str]:
    return list(view.events["event_id"])


def claims(view) -> list[str]:
    return list(view.claims["claim_id"])


def test_nothing_asked_leaves_the_whole_record() -> None:
    view = whole(tables())
    assert (ids(view), len(view.claims), len(view.reactions)) == (["early-talks", "pact", "bare"], 4, 3)


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ({"from_": "2024"}, ["pact", "bare"]),
        ({"to": "2023-09-10"}, ["early-talks"]),
        ({"to": "2023-09-10", "dates": "certain"}, []),
        ({"to": "2023-09-30", "dates": "certain"}, ["early-talks"]),
        ({"from_": "2023-09-30"}, ["early-talks", "pact", "bare"]),
        ({"from_": "2023-09-30", "dates": "certain"}, ["pact", "bare"]),
        ({"importance": "3"}, ["pact"]),
        ({"theme": "military"}, ["pact"]),
        ({"theme": ["military", "outlook"]}, ["pact", "bare"]),
        ({"theme": ["military", "diplomacy"], "match": "all"}, ["pact"]),
        ({"actor": "rus"}, ["early-talks", "pact"]),
        ({"actor": ["rus", "chn"], "match": "all"}, ["pact"]),
        ({"theme": "military", "actor": "kim"}, []),
        ({"q": "shells"}, ["early-talks", "pact"]),
        ({"q": "SHÉLLS asked"}, ["early-talks"]),
        ({"q": "bare"}, ["bare"]),
        ({"sort": "new"}, ["bare", "pact", "early-talks"]),
    ],
)
def test_keys_are_anded_and_values_of_a_key_ored(query: dict[str, str | list[str]], events: list[str]) -> None:
    assert ids(shown(**query)) == events


def test_an_actor_includes_its_bodies_and_persons() -> None:
    assert ids(shown(actor="prk")) == ["early-talks", "pact"]  # the first only through Kim
    assert ids(shown(actor="kim")) == ["early-talks"]


def test_an_actor_that_reacts_has_its_events_and_only_its_reactions() -> None:
    view = shown(actor="chn")
    assert (ids(view), view.reactions["reaction_id"].tolist()) == (["pact"], ["chn-1"])
    assert len(shown(actor="rus").reactions) == 3


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"publisher": "tass"}, ["pact.1", "pact.2"]),
        ({"publisher": "daily"}, ["early-talks.1", "early-talks.2", "pact.2"]),
        ({"kind": "wire"}, ["early-talks.1", "early-talks.2"]),
        ({"status": "alleged"}, ["early-talks.2"]),
        ({"statemedia": "hide"}, ["early-talks.1", "early-talks.2"]),
        ({"independent": "1"}, ["early-talks.1", "early-talks.2", "pact.1", "pact.2"]),
        ({"independent": "2"}, []),
        ({"publisher": "tass", "status": "documented"}, ["pact.1", "pact.2"]),
        ({"publisher": "tass", "kind": "newspaper"}, ["pact.2"]),
        ({"publisher": "reuters", "status": "documented"}, ["early-talks.1"]),
        ({"country": "rus", "voices": "one"}, ["pact.1", "pact.2"]),
        ({"country": "rus", "kind": "state_media"}, ["pact.1", "pact.2"]),
        ({"country": "rus", "kind": "newspaper"}, []),  # pact.2 cites both, but no newspaper of Russia
    ],
)
def test_keys_about_sources_must_hold_on_the_same_claim(query: dict[str, str], left: list[str]) -> None:
    view = shown(**query)
    assert claims(view) == left
    assert ids(view) == list(dict.fromkeys(claim.rsplit(".")[0] for claim in left))


def test_an_event_without_claims_stays_unless_claims_are_asked_for() -> None:
    assert "bare" in ids(shown(q="nothing"))
    for key, value in {
        "publisher": "tass",
        "kind": "wire",
        "status": "alleged",
        "statemedia": "hide",
        "independent": "1",
        "known": "2026",
    }.items():
        assert "bare" not in ids(shown(**{key: value}))


def test_hidden_claims_are_counted() -> None:
    view = shown(status="alleged")
    assert (view.hidden_claims("early-talks"), view.hidden_claims("pact")) == (1, 2)


def test_independent_sources_are_distinct_originators_over_supports() -> None:
    own = tables().claims.set_index("claim_id")["independent"]
    # one wire and a repeat; two outlets that pass on one service; one agency; one agency and one that disputes
    assert own.to_dict() == {"early-talks.1": 1, "early-talks.2": 1, "pact.1": 1, "pact.2": 1}


def test_the_founding_article_is_never_an_independent_source() -> None:
    text = "events: [{id: a, date: 2024, title: A, claims: [{text: t, status: reported, sources: [{id: founding-article, said_by: [CNN]}]}]}]"
    assert tables(text).claims["independent"].tolist() == [0]


def test_known_is_the_editors_day_else_the_earliest_dated_source_else_assumed() -> None:
    known = tables(
        SMALL.replace(
            "- {id: bare",
            "- {id: late, date: 2025-03, title: L, claims: [{text: t, status: alleged, sources: [x]}]}\n- {id: bare",
        ).replace("sources:\n- {id: paper-1", "sources:\n- {id: x}\n- {id: paper-1")
    ).claims.set_index("claim_id")

    def day(claim: str) -> str:
        return str(pd.Series(known.loc[[claim], "known"]).dt.strftime("%Y-%m-%d").item())

    assert day("pact.1") == "2024-06-18"
    assert day("early-talks.1") == "2023-09-14"
    assert day("pact.2") == "2023-10-31"  # a month counts from its last day
    assert (day("late.1"), bool(known.loc["late.1", "known_assumed"])) == (
        "2025-03-31",
        True,
    )


def test_as_known_on_a_day_hides_what_came_later_and_shows_the_status_of_then() -> None:
    view = shown(known="2024-06-19")
    assert claims(view) == ["early-talks.1", "early-talks.2", "pact.1", "pact.2"]
    assert view.claims.set_index("claim_id").loc["pact.2", "status"] == "alleged"
    assert claims(shown(known="2023-09-20")) == ["early-talks.1", "early-talks.2"]
    assert shown(known="2024-06-20").reactions["reaction_id"].tolist() == ["chn-1"]
    assert shown(known="2025-04-26").claims.set_index("claim_id").loc["pact.2", "status"] == "documented"


def test_the_status_filter_asks_for_the_status_of_then() -> None:
    assert claims(shown(known="2024-06-19", status="alleged")) == ["early-talks.2", "pact.2"]


def test_a_search_does_not_find_words_that_were_not_known_yet() -> None:
    assert ids(shown(q="treaty", known="2024-01-01")) == []
    assert ids(shown(q="treaty", known="2024-06-18")) == ["pact"]


def test_facets_count_the_events_that_a_value_alone_would_show() -> None:
    counts = facet_counts(tables(), Selection.from_query({"theme": "military", "publisher": "tass"}))
    assert counts["theme"] == {"diplomacy": 1, "military": 1}
    assert counts["publisher"] == {"tass": 1, "daily": 1}
    assert counts["importance"] == {"1": 1, "2": 1, "3": 1}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"importance": "2"},
        {"kind": "state_media", "country": "rus"},
        {"known": "2024-10-20"},
        {"statemedia": "hide", "q": "troops"},
    ],
)
def test_each_facet_count_is_what_choosing_it_shows(query: dict[str, str]) -> None:
    selection = Selection.from_query(query)
    counts = facet_counts(RECORD, selection)
    for key in ("actor", "theme", "publisher", "kind", "country", "status"):
        for value, number in list(counts[key].items())[:12]:
            assert len(select(RECORD, Selection.from_query(query | {key: value})).events) == number, (key, value)


DAYS = st.none() | st.dates(min_value=pd.Timestamp("1945-01-01").date(), max_value=pd.Timestamp("2026-12-31").date())


def _some(values: list[str], size: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=size).map(tuple)


SELECTIONS = st.builds(
    Selection,
    first=DAYS,
    last=DAYS,
    certain=st.booleans(),
    actors=_some(sorted(RECORD.names["actor"])),
    themes=_some(sorted(RECORD.names["theme"])),
    publishers=_some(sorted(RECORD.names["publisher"])),
    kinds=_some(["wire", "state_media", "newspaper"]),
    countries=_some(list(RECORD.values("country"))),
    one_voice=st.booleans(),
    statuses=_some(["documented", "alleged", "disputed"]),
    match_all=st.booleans(),
    hide_state_media=st.booleans(),
    independent=st.integers(0, 3),
    importance=st.integers(1, 3),
    words=st.sampled_from(["", "treaty", "north korea"]),
    known=DAYS,
)


@settings(max_examples=20)  # each makes the tables of another record
@given(SELECTIONS)
def test_select_is_idempotent(selection: Selection) -> None:
    # What is disputed is left out: it takes two, and the other one may be gone with its event.
    selection = replace(selection, statuses=tuple(one for one in selection.statuses if one != "disputed"))
    once = select(RECORD, selection)
    left = tables_of.build(replace_events(RECORD, set(once.events["event_id"])))
    assert ids(select(left, selection)) == ids(once)


def replace_events(record: Frames, keep: set[str]):
    """Return the record's dossier with only some events, and the reactions to them and estimates of them."""
    dossier = record.dossier
    return replace(
        dossier,
        events=tuple(event for event in dossier.events if event.id in keep),
        reactions=tuple(reaction for reaction in dossier.reactions if reaction.event in keep),
        estimates=tuple(estimate for estimate in dossier.estimates if estimate.event in keep),
    )


@given(SELECTIONS, SELECTIONS)
def test_asking_for_more_never_shows_more(selection: Selection, other: Selection) -> None:
    narrower = replace(
        selection,
        importance=max(selection.importance, other.importance),
        independent=max(selection.independent, other.independent),
        hide_state_media=selection.hide_state_media or other.hide_state_media,
        first=max(filter(None, [selection.first, other.first]), default=None),
        last=min(filter(None, [selection.last, other.last]), default=None),
        certain=selection.certain or other.certain,
    )
    before, after = select(RECORD, selection), select(RECORD, narrower)
    assert set(ids(after)) <= set(ids(before))
    assert set(claims(after)) <= set(claims(before))


@given(SELECTIONS)
def test_what_is_shown_hangs_together(selection: Selection) -> None:
    view = select(RECORD, selection)
    events, known = set(ids(view)), set(claims(view))
    assert set(view.claims["event_id"]) <= events
    assert set(view.reactions["event_id"]) <= events
    assert set(view.citations["claim_id"].dropna()) <= known
    assert set(view.citations["reaction_id"].dropna()) <= set(view.reactions["reaction_id"])


@lru_cache(maxsize=1)
def mixed() -> Frames:
    """The record with its publications in another order."""
    shuffled = list(RECORD.dossier.sources.items())
    Random(0).shuffle(shuffled)
    return tables_of.build(replace(RECORD.dossier, sources=dict(shuffled)))


@given(SELECTIONS)
def test_the_order_of_rows_in_the_files_does_not_matter(selection: Selection) -> None:
    assert ids(select(mixed(), selection)) == ids(select(RECORD, selection))


@given(SELECTIONS)
def test_certainly_inside_implies_possibly_inside(selection: Selection) -> None:
    first = pd.Timestamp(selection.first) if selection.first else None
    last = pd.Timestamp(selection.last) if selection.last else None
    certainly = within(RECORD.events, first, last, certainly=True)
    possibly = within(RECORD.events, first, last, certainly=False)
    assert not (certainly & ~possibly).any()


def test_within_takes_an_empty_table_and_refuses_one_without_days() -> None:
    empty = RECORD.events.iloc[:0]
    assert within(empty, None, None, certainly=True).empty
    with pytest.raises(KeyError):
        within(pd.DataFrame({"earliest": []}), None, None, certainly=True)


def test_tables_are_not_changed_by_selecting() -> None:
    record = tables()
    before = record.claims.copy()
    select(record, Selection.from_query({"known": "2024-06-19"}))
    pd.testing.assert_frame_equal(record.claims, before)


def test_days_are_microseconds_and_outlive_2262() -> None:
    record = tables("events: [{date: 2400-01-01, title: Far}, {date: 0800-01-01, title: Old}]")
    assert record.events["earliest"].dtype == np.dtype("datetime64[us]")
    assert [f"{day:%Y-%m-%d}".rjust(10, "0") for day in record.events["earliest"]] == ["0800-01-01", "2400-01-01"]


def test_what_is_made_of_a_selection_can_be_kept_for_the_next_who_asks_for_it() -> None:
    record = curated()
    asked = [Selection(importance=3), Selection(importance=2), Selection(importance=3, newest_first=True)]
    first = [select(record, one) for one in asked]
    for least in range(record.shelf.room(8) + 1):  # more than are kept
        select(record, Selection(independent=least + 1))
    again = [select(record, one) for one in asked]
    assert again == first
    assert len({*first, *again}) == len(asked)
    assert first[0].shown is not again[0].shown
    assert select(tables_of.build(record.dossier), asked[0]) != first[0]


def test_a_part_of_what_is_shown_is_another_one() -> None:
    view = whole(curated())
    parts = [view, view.of([3]), view.of([3, 4]), view.of([3, 4]).of([3]), view.head(1), view.head(2)]
    assert len(set(parts)) == len(parts)
    assert view.of([4, 3]) == view.of([3, 4])
