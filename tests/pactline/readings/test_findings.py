"""Findings: numbers computed from the record, sentences with what bears them, honest ones where a record has none."""

import pytest

from pactline import wording
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.readings.findings import Told, count, findings, in_words
from pactline.record.dossier import assemble
from pactline.record.model import Record
from pactline.tables import frames
from pactline.text import strict_yaml
from tests.support import SMALL, curated, tables

OWN = """
metrics: [{id: shells, unit: shells, label: Artillery shells}]
estimates: [{id: e1, metric: shells, as_of: 2025-03, low: 4200000, high: 5800000, estimator: nis, sources: [paper-1]}]
findings:
- id: f
  kicker: The pact
  headline: "{days} days, {claims} claims"
  sentences:
  - {text: "{sources} publications, {low} to {high} shells.", claims: [pact.1], reactions: [chn-1, eu-1], estimates: [e1]}
  numbers:
    days: {days: [chn-1, pact]}
    claims: {count: claims, where: theme=military}
    sources: {count: sources}
    low: {estimate: e1, value: low}
    high: {estimate: e1, value: high}
  caption: "{claims} of them."
  see: {page: reactions, query: event=pact&known=2024-07-01}
"""


def only(text: str) -> Told:
    (told,) = findings(tables(text), wording.text)
    return told


def test_numbers_are_computed_from_the_record() -> None:
    told = only(SMALL + OWN)
    assert told.headline == "1 days, 2 claims"
    assert [one.text for one in told.sentences] == ["3 publications, 4.2 million to 5.8 million shells."]
    assert told.caption == "2 of them."
    assert (told.page, told.query, told.made) == ("reactions", {"event": ["pact"], "known": ["2024-07-01"]}, False)


def test_they_follow_the_record() -> None:
    later = only((SMALL + OWN).replace("speaker: Lin Jian, date: 2024-06-20", "speaker: Lin Jian, date: 2024-08-01"))
    assert later.headline == "43 days, 2 claims"


def test_each_sentence_has_its_bearers_and_their_voices() -> None:
    (sentence,) = only(SMALL + OWN).sentences
    assert [(one.kind, one.id, one.voices, one.status) for one in sentence.bearers] == [
        ("claim", "pact.1", ("TASS",), "documented"),
        ("reaction", "chn-1", ("China", "Lin Jian"), "cautious"),
        ("reaction", "eu-1", ("European Union",), "silent"),
        ("estimate", "e1", ("NIS",), ""),
    ]
    assert [one.event for one in sentence.bearers] == ["pact", "pact", "pact", None]


def test_a_claims_day_is_the_one_since_which_it_was_known() -> None:
    assert only((SMALL + OWN).replace("[chn-1, pact]", "[chn-1, pact.1]")).headline.startswith("2 days")


@pytest.mark.parametrize("what", ["events", "claims", "sources", "estimates", "reactions"])
@pytest.mark.parametrize("where", ["", "theme=sanctions", "status=disputed&from=2024", "independent=2", "q=shells"])
def test_what_is_counted_is_what_a_link_with_that_query_shows(what: str, where: str) -> None:
    view = select(curated(), Selection.from_query(dict(pair.split("=") for pair in where.split("&") if pair)))
    assert count(curated(), what, where) == len(getattr(view, what))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "words"),
    [(198, "198"), (1281, "1,281"), (12000, "12,000"), (4_200_000, "4.2 million"), (10_000_000, "10 million"), (1_234_567, "1,234,567"), (2.5e9, "2.5 billion"), (3.5, "3.5"), (0, "0")],
)  # fmt: skip
def test_numbers_are_said_as_they_are_read(number: float, words: str) -> None:
    assert in_words(number, wording.text) == words


def test_large_numbers_are_counted_as_the_language_counts() -> None:
    with wording.spoken(wording.speech("ko")):
        assert [in_words(number, wording.text) for number in (4_200_000, 2.5e9)] == ["420만", "25억"]


def by_rule(text: str) -> dict[str, Told]:
    return {told.id: told for told in findings(tables(text), wording.text)}


def test_a_record_without_findings_gets_honest_ones() -> None:
    made = by_rule(SMALL)
    assert {name: told.headline for name, told in made.items()} == {
        "span": "3 events from September 2023 to about 2025",
        "disputed": "Early talks",
        "voice": "TASS stands behind 2 of 4 claims",
    }
    assert all(told.made for told in made.values())


def test_an_empty_record_says_nothing() -> None:
    assert findings(tables(""), wording.text) == ()


EVENT = "- {id: {id}, date: {date}, title: T{id}, claims: [{id: {id}.1, text: C{id}, status: {status}, sources: [s]}]}"


def several(*events: tuple[str, str, str]) -> str:
    rows = [
        EVENT.replace("{id}", one).replace("{date}", day).replace("{status}", status) for one, day, status in events
    ]
    return "\n".join(["events:", *rows, "sources: [{id: s, publisher: p}]"])


def test_the_busiest_month_counts_what_certainly_lies_in_it_and_says_if_another_is_its_equal() -> None:
    alone = by_rule(several(("a", "2024-05-01", "reported"), ("b", "2024-05", "reported"), ("c", "2024", "reported")))
    assert alone["month"].headline == "2 events in May 2024"
    assert alone["month"].sentences[0].text == "No other month has as many."
    assert [one.id for one in alone["month"].sentences[0].bearers] == ["a.1", "b.1"]
    pairs = ("2024-05-01", "2024-05-02", "2024-07-01", "2024-07-02")
    equal = by_rule(several(*((name, day, "reported") for name, day in zip("abcd", pairs, strict=True))))
    assert equal["month"].sentences[0].text == "1 other month has as many."
    assert "month" not in by_rule(several(("a", "2024-05-01", "reported")))


def test_the_most_disputed_event_is_named_with_what_is_disputed() -> None:
    made = by_rule(several(("a", "2024-05-01", "reported"), ("b", "2024-06-01", "disputed")))
    assert made["disputed"].headline == "Tb"
    assert made["disputed"].sentences[0].text == "Somebody disagrees with 1 of its 1 claim."
    assert [one.id for one in made["disputed"].sentences[0].bearers] == ["b.1"]
    assert "disputed" not in by_rule(several(("a", "2024-05-01", "reported")))


def test_the_most_cited_voice_says_how_often_it_stands_alone() -> None:
    made = by_rule(several(("a", "2024-05-01", "reported"), ("b", "2024-06-01", "reported")))
    assert made["voice"].headline == "p stands behind 2 of 2 claims"
    assert made["voice"].sentences[0].text == "2 of these rest on this voice alone."
    assert "voice" not in by_rule(several(("a", "2024-05-01", "reported")))


@pytest.mark.parametrize("text", [SMALL, several(("a", "2024-05-01", "reported"))])
def test_the_link_of_a_made_finding_shows_what_it_counts(text: str) -> None:
    record = tables(text)
    for told in findings(record, wording.text):
        view = select(record, Selection.from_query(told.query))
        assert {one.event for sentence in told.sentences for one in sentence.bearers} <= set(view.events["event_id"])


@pytest.mark.parametrize(
    "wrong",
    [
        ("pact.1], reactions", "pact.9], reactions"),
        ("reactions: [chn-1", "reactions: [chn-7"),
        ("{days} days", "{hours} hours"),
    ],
)
def test_a_finding_that_rests_on_nothing_is_left_out_where_nobody_checked_it(wrong: tuple[str, str]) -> None:
    """Files of tables come from other programs; their findings are not checked against them."""
    text = (SMALL + OWN).replace(*wrong)
    assert text != SMALL + OWN
    record = frames.build(assemble(Record.model_validate(strict_yaml.read(text))))
    assert findings(record, wording.text) == ()
