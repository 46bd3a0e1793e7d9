"""What the engine finds of a small record, in which order, and that the key q finds the same events."""

from datetime import date

import pytest

from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.search.documents import KINDS
from pactline.search.engine import Found, engine
from pactline.tables.frames import Frames
from tests.support import tables

RECORD = tables("""
edition: {version: "1", as_of: 2025-12-31, licence: CC-BY-4.0}
events:
- id: talks
  date: 2023-09-13
  title: Talks at a spaceport
  place: {name: Vostochny, lat: 51.88, lon: 128.33}
  actors: [prk]
  claims:
  - {id: talks.1, text: The minister spoke of artillery shells., status: alleged, said_by: [nis], sources: [s1]}
  - {id: talks.2, text: Shells were asked for as well as artillery., status: documented, sources: [s2], note: Heard on a train.}
- id: shells
  date: 2024-01-02
  title: Shells arrive
  summary: The NIS counts containers.
  actors: [nis]
  importance: 3
  claims: [{id: shells.1, text: Many came., status: reported, sources: [{id: s2, quote: 포탄이 북한에서 왔다, lang: ko, translation: {text: Shells came from the North, by: us}}]}]
sources:
- {id: s1, publisher: yna, title: 북한 포탄 보도, published: 2023-09-14, read: {on: 2026-11-24, extent: excerpt}}
- {id: s2, publisher: yna, title: On shells, published: 2024-01-03, read: {on: 2026-11-24, extent: excerpt}}
publishers: [{id: yna, name: Yonhap, also: [연합뉴스], kind: wire, state_controlled: false}]
actors:
- {id: prk, name: North Korea, also: [DPRK, 북한], kind: state}
- {id: nis, name: National Intelligence Service, also: [NIS], kind: body}
treaties:
- {id: pact, title: Pact, official: {ru: Договор о партнёрстве}, signed: 2024-06-19, articles: [{number: "4", subject: aid, text: Help is given., wordings: [{lang: ko, whose: KCNA, text: 지체없이 군사적 원조를 제공한다, source: s2}]}]}
subjects: [{id: aid, name: Aid}]
""")


def search(words: str, record: Frames = RECORD) -> Found:
    return engine(record).search(words)


def found(words: str) -> dict[str, list[int]]:
    return {kind: rows.tolist() for kind in KINDS if len(rows := search(words).rows[kind])}


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("NIS", {"events": [1], "actors": [1]}),
        ("DPRK", {"actors": [0]}),
        ("북한", {"events": [1], "quotations": [0], "sources": [0], "actors": [0]}),
        ("연합뉴스", {"sources": [0, 1]}),
        ("договор", {"treaties": [0]}),
        ("군사적 원조", {"treaties": [1]}),
        ("vostochny", {"events": [0], "places": [0]}),
        ('"artillery shells"', {"events": [0], "claims": [0]}),
        ("spaceport minister", {"events": [0]}),
        ("train", {"events": [0], "claims": [1]}),
        ("nothing", {}),
    ],
)
def test_words_find(words: str, hits: dict[str, list[int]]) -> None:
    assert found(words) == hits


def test_a_title_comes_before_a_claim_and_words_together_before_words_apart() -> None:
    assert found("shells")["events"] == [1, 0]
    assert found("artillery shells")["claims"] == [0, 1]


def test_a_slip_is_found_out_and_each_term_counted() -> None:
    slip = search("artilery minister")
    assert (slip.number, slip.nearest, slip.by_itself[0]) == (0, "artillery minister", 0)
    assert search('"artillery train"').nearest == ""
    assert search("qqqq").nearest == ""


@pytest.mark.parametrize("words", ["NIS", "shells", "북한", "train", "spaceport minister", "artilery", "%", "NEAR(a b)", 'x" OR "y'])  # fmt: skip
def test_the_key_q_shows_the_events_that_a_search_finds(words: str) -> None:
    view = select(RECORD, Selection(words=words))
    assert view.event_rows.tolist() == sorted(search(words).rows["events"].tolist())


def test_what_was_not_known_yet_is_not_found() -> None:
    day = date(2023, 12, 1)
    then = engine(RECORD.on(day), day)
    assert [len(then.search(words).rows["quotations"]) for words in ("북한", "shells")] == [0, 0]
    assert then.search("договор").number == 0
    known = RECORD.on(day).numbers("claims", "known") <= (day - date(1970, 1, 1)).days
    assert then.events("train", known).tolist() == [False, False]
    assert then.events("minister", known).tolist() == [True, False]


def test_an_empty_record_finds_nothing() -> None:
    assert search("x", tables("")).number == 0
