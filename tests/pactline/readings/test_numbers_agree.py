"""The same thing has the same number on every page, and it is what plain loops over the record's entries count."""

import csv
import io
import re
from html import unescape

import pytest
from hypothesis import given, strategies

from components.event.whole import whole_html
from components.findings.slide import counts
from pactline.export.csv_files import to_csv
from pactline.query.select import View, facet_counts, select
from pactline.query.selection import Selection, read
from pactline.readings import counts as counted
from pactline.readings.disagreement import disagreement
from pactline.record.dossier import claims_of
from pactline.record.vocabulary import STATUSES
from pactline.tables import provenance
from pactline.tables.disputed import DISPUTED
from pactline.tables.frames import Frames
from tests.components.shell.test_pages import html, opened
from tests.slow_select import SlowSelect
from tests.support import SMALL, curated, tables

RECORD = curated()
QUERIES: list[dict[str, str | list[str]]] = [
    {},
    {"theme": "military"},
    {"status": DISPUTED},
    {"status": ["reported", DISPUTED], "actor": "kor"},
    {"known": "2024-10-20", "status": DISPUTED},
    {"publisher": "tass", "from": "2024"},
]


def shown_by(record: Frames, query: dict[str, str | list[str]]) -> View:
    selection, ignored = read(
        query, {key: record.values(key) for key in ("actor", "theme", "publisher", "country", "event")}
    )
    assert not ignored
    return select(record, selection)


def disputed_claims(record: Frames, view: View) -> set[str]:
    """The shown claims that are disputed, by plain loops."""
    slow = SlowSelect(record.dossier)
    shown = set(view.claims["claim_id"])
    return {
        str(claim.id)
        for event, claim in claims_of(record.dossier)
        if claim.id in shown and slow.disputed(event, claim, view.selection)
    }


def test_without_a_day_disputed_is_whatever_somebody_disagrees_with() -> None:
    """The rule in its plainest form, held against the loops that the other tests use."""
    every = [claim for _, claim in claims_of(RECORD.dossier)]
    plain = {claim.id for claim in every if claim.status == DISPUTED or claim.contradicts}
    plain |= {other for claim in every for other in claim.contradicts}
    by_publications = {claim.id for claim in every if any(cited.part == "disputes" for cited in claim.sources)}
    assert disputed_claims(RECORD, shown_by(RECORD, {})) == plain | by_publications
    assert by_publications - plain  # each part of the rule finds some that no other part does
    assert plain > {claim.id for claim in every if claim.status == DISPUTED or claim.contradicts}


@pytest.mark.parametrize("query", QUERIES)
def test_the_numbers_of_the_findings_slide_are_the_records(query: dict[str, str | list[str]]) -> None:
    view = shown_by(RECORD, query)
    slow, shown = SlowSelect(RECORD.dossier), set(view.claims["claim_id"])
    voices = {
        voice
        for _, claim in claims_of(RECORD.dossier)
        if claim.id in shown
        for voice in provenance.independent(slow.then(claim, view.selection), RECORD.dossier.sources)
    }
    numbers = {one.label: one for one in counts(view)}
    assert numbers["events"].n == len(view.events)
    assert numbers["claims"].n == len(shown)
    assert numbers["independent sources"].n == len(voices)
    assert numbers["disputed claims"].n == len(disputed_claims(RECORD, view))


@pytest.mark.parametrize("query", QUERIES)
def test_disputed_is_one_number_in_slide_filter_table_export_and_disagreement(
    query: dict[str, str | list[str]],
) -> None:
    view = shown_by(RECORD, query)
    wanted = disputed_claims(RECORD, view)
    said = next(one for one in counts(view) if one.label == "disputed claims")
    assert said.n == len(wanted)
    free = view.selection.without("status")
    events = {str(event.id) for event, claim in claims_of(RECORD.dossier) if claim.id in wanted}
    if not view.selection.statuses or DISPUTED in view.selection.statuses:
        among = disputed_claims(RECORD, select(RECORD, free))
        events = {str(event.id) for event, claim in claims_of(RECORD.dossier) if claim.id in among}
    assert facet_counts(RECORD, view.selection)["status"][DISPUTED] == len(events)
    rows = csv.DictReader(line for line in io.StringIO(to_csv(view, "claims")) if not line.startswith("#"))
    assert {row["claim_id"] for row in rows if row["disputed"].lower() == "true"} == wanted
    assert disagreement(view.shown).disputed == len(wanted)


@given(strategies.sampled_from(STATUSES), strategies.sampled_from(["", "2023-10-01", "2024-06-19", "2025"]))
def test_a_status_finds_what_its_number_counts(status: str, known: str) -> None:
    record = tables(SMALL)
    view = shown_by(record, {"known": known} if known else {})
    found = select(record, Selection(statuses=(status,), known=view.selection.known))
    assert facet_counts(record, view.selection)["status"].get(status, 0) == len(found.events)


@pytest.mark.parametrize("query", [{}, {"theme": "military"}, {"status": DISPUTED}])
def test_pages_say_the_same_of_what_is_shown(query: dict[str, str]) -> None:
    """Where something is filtered, every page says in one sentence how many are left; else none counts."""
    said = {}
    for page in ("findings", "timeline", "reactions", "sources", "numbers", "map", "data", "event"):
        found = re.search(r'class="result"[^>]*>([^<]*)<', html(opened(page, **query)))
        said[page] = unescape(found[1]).strip() if found else None
    view = shown_by(RECORD, dict(query))
    sentence = f"{len(view.events):,} of {len(RECORD.dossier.events):,} events" if query else ""
    assert {page: one for page, one in said.items() if one != sentence} == {}


def test_the_data_page_counts_rows_as_the_record_has_them() -> None:
    dossier = RECORD.dossier
    text = html(opened("data"))
    own = {
        "Events": len(dossier.events),
        "Claims": len(list(claims_of(dossier))),
        "Reactions": len(dossier.reactions),
        "Citations": sum(len(c.sources) for _, c in claims_of(dossier))
        + sum(len(r.sources) for r in dossier.reactions),
        "Estimates": len(dossier.estimates),
    }
    plain = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))
    for name, number in own.items():
        assert f"{name} {number:,} " in plain


@pytest.mark.parametrize("query", QUERIES)
def test_counts_by_theme_actor_and_publisher_are_the_filters(query: dict[str, str | list[str]]) -> None:
    view = shown_by(RECORD, query)
    facets = facet_counts(RECORD, view.selection)
    for key, of in (("theme", counted.by_theme), ("actor", counted.by_actor), ("publisher", counted.by_publisher)):
        if key not in query:
            assert {one.key: one.events for one in of(view)} == facets[key]
    shown = set(view.events["event_id"])
    themes: dict[str, int] = {}
    for event in RECORD.dossier.events:
        for theme in set(event.themes) if event.id in shown else ():
            themes[theme] = themes.get(theme, 0) + 1
    assert {one.key: one.events for one in counted.by_theme(view)} == themes


@pytest.mark.parametrize("query", QUERIES)
def test_no_sum_stands_beside_its_parts_among_the_actors(query: dict[str, str | list[str]]) -> None:
    view = shown_by(RECORD, query)
    flat = counted.by_actor(view)
    nested = counted.within_wholes(view, flat)
    tops = {whole.key for whole, _ in nested}
    belongs = {actor.id: _wholes(RECORD, actor.id) for actor in RECORD.dossier.actors.values()}
    assert not any(belongs[key] & tops for key in tops)
    assert {one.key for one in flat} == tops | {part.key for _, parts in nested for part in parts}
    for whole, parts in nested:
        assert all(whole.key in belongs[part.key] and part.events <= whole.events for part in parts)


def _wholes(record: Frames, actor: str) -> set[str]:
    """All that an actor belongs to, by the register."""
    found: set[str] = set()
    waiting = [actor]
    while waiting:
        above = set(record.dossier.actors[waiting.pop()].part_of) - found
        found |= above
        waiting += above
    return found


def test_actors_that_belong_to_each_other_are_both_listed() -> None:
    text = SMALL.replace("name: Russia, kind: state,", "name: Russia, kind: state, part_of: [prk],").replace(
        "name: North Korea, kind: state,", "name: North Korea, kind: state, part_of: [rus],"
    )
    view = shown_by(tables(text), {})
    assert {"rus", "prk"} <= {whole.key for whole, _ in counted.within_wholes(view, counted.by_actor(view))}


def test_no_figure_of_a_part_is_an_end_of_the_spread_of_totals() -> None:
    """One ship, one week, one regiment: part of the total, and no rival of it."""
    lone = re.compile(r"one (ship|month|regiment|engineer regiment)\b|one week only|part of every total", re.IGNORECASE)
    parts = [one for one in RECORD.dossier.estimates if one.note and lone.search(one.note)]
    assert len(parts) >= 4
    assert {one.counts for one in parts} == {"other"}


def test_the_treatys_page_prints_each_sentence_that_stands_against_it_once() -> None:
    text = whole_html(shown_by(RECORD, {}), "treaty-signed")
    own = {claim.id for event, claim in claims_of(RECORD.dossier) if event.id == "treaty-signed"}
    pairs = {
        frozenset((str(claim.id), other))
        for _, claim in claims_of(RECORD.dossier)
        for other in claim.contradicts
        if {claim.id, other} & own
    }
    groups = [re.findall(r'data-other="([^"]+)"', one) for one in text.split('<div class="ev-dis">')[1:]]
    told = [frozenset((one, other)) for one, *others in groups for other in others]
    assert len(told) == len(set(told))
    assert set(told) == pairs
