"""One selection, two languages, one truth: the cases of ``tests/cases`` in Python, and any other in both at once."""

from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pactline.query.key_forms import Switch
from pactline.query.select import facet_counts
from pactline.query.selection import FILTERS, KEYS, Selection
from pactline.record.vocabulary import KINDS, STATUSES
from pactline.text.folding import fold
from tests import shared_cases
from tests.shared_cases import asked, cases, in_node, record, shows, written

CASES = cases("selection")
HERE = "./tests/components/sealed/record.js"
# A batch of hundreds of cases is one example: node starts once for each.
PHASES = (Phase.explicit, Phase.generate)  # a batch is not made smaller: each try would start node
BATCHES = settings(max_examples=4, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))


def batch(case: st.SearchStrategy[Any], most: int = 400) -> st.SearchStrategy[list[Any]]:
    return st.lists(case, min_size=most // 2, max_size=most)


@pytest.mark.parametrize(("text", "first", "last"), cases("dates")["dates"], ids=repr)
def test_a_date_is_read_as_the_case_says(text: str, first: str | None, last: str | None) -> None:
    selection = Selection.from_query({"from": text, "to": text})
    found = [day and day.isoformat() for day in (selection.first, selection.last)]
    assert found == [first, last]


@pytest.mark.parametrize(("query", "as_written", "in_vain"), CASES["reads"], ids=repr)
def test_a_query_reads_as_the_case_says(query: str, as_written: str, in_vain: list[str]) -> None:
    selection, ignored = asked(query)
    assert (written(selection), ignored) == (as_written, in_vain)


@pytest.mark.parametrize("case", CASES["shows"], ids=lambda case: repr(case["asked"]))
def test_a_query_leaves_what_the_case_says(case: dict[str, str]) -> None:
    assert shows(case["asked"]) == case


def test_each_key_has_a_case_that_is_written_and_each_filter_one_that_narrows() -> None:
    read = " ".join(as_written for _, as_written, _ in CASES["reads"])
    assert [key for key in KEYS if f"{key}=" not in read] == []
    everything = CASES["shows"][0]
    narrowing = " ".join(case["asked"] for case in CASES["shows"] if case | {"asked": ""} != everything)
    assert [key.name for key in FILTERS if f"{key.name}=" not in narrowing] == []


def test_the_browsers_record_is_current() -> None:
    made = shared_cases.MADE.read_text(encoding="utf-8")
    assert made == shared_cases.made(), "run 'python -m tests.shared_cases'"


# What no case says

YEARS = st.integers(0, 10_000).map(lambda year: f"{year:04}")
PARTS = st.integers(0, 45).map(lambda number: f"{number:02}") | st.just("XX")
DATES = st.builds(
    lambda year, parts, mark: "-".join((year, *parts)) + mark,
    YEARS | YEARS.map(lambda year: f"{year[:3]}X") | YEARS.map(lambda year: f"{year[:2]}XX"),
    st.lists(PARTS, max_size=2) | st.lists(st.sampled_from(["01", "02", "06", "12", "24"]), min_size=1, max_size=2),
    st.sampled_from(["", "", "", "~", "?", "%", "/.."]),
)
ODD = st.text(st.sampled_from("0129-X/~?.Y 年\u0662"), max_size=12)


@BATCHES
@given(batch(DATES | ODD))
def test_both_languages_read_any_date_alike(dates: list[str]) -> None:
    read = [Selection.from_query({"from": text, "to": text}) for text in dates]
    ours = [[one.first.isoformat(), one.last.isoformat()] if one.first and one.last else None for one in read]
    theirs = in_node(
        'import { span } from "./components/parts/edtf.js"; import { iso } from "./components/timeline/axis.js"; answer = given.map((text) => span(text)?.map(iso) ?? null);',
        dates,
    )
    assert list(zip(dates, theirs, strict=True)) == list(zip(dates, ours, strict=True))


@BATCHES
@given(batch(st.text(st.characters(exclude_categories=["Cn"]), max_size=12)))
def test_both_languages_fold_any_text_alike(texts: list[str]) -> None:
    ours = [[fold(text), fold(text, accents=True)] for text in texts]
    theirs = in_node(
        'import { fold } from "./components/parts/folding.js"; answer = given.map((text) => [fold(text), fold(text, true)]);',
        texts,
    )
    assert list(zip(texts, theirs, strict=True)) == list(zip(texts, ours, strict=True))


VALUES = {
    "actor": ["rus", "prk", "kim", "chn", "kor", "nis", "eu", "RUS", "nobody"],
    "theme": ["diplomacy", "military", "outlook", "Outlook", "trade"],
    "publisher": ["tass", "daily", "reuters", "izvestia"],
    "kind": [*KINDS[:6], "wires"],
    "country": ["rus", "gbr", "RUS", "usa"],
    "status": [*STATUSES, "none"],
    "independent": ["0", "1", "2", "3", "x"],
    "importance": ["1", "2", "3", "4"],
    "q": ["shells", "treaty signed", "STRASSE", "Vostochny", "announced", "\x00", " "],
    "event": ["pact", "bare", "none"],
    "table": ["claims", "events", "people"],
    "by": ["-known", "title", "text", "-"],
    "column": ["text", "title", "actors"],
    "step": ["0", "3", "03", "-1"],
}
VALUES |= {key.name: [key.form.off, key.form.on, "perhaps"] for key in KEYS.values() if isinstance(key.form, Switch)}
DAYS = st.dates().map(str) | st.sampled_from(["2023", "2023-09", "2024-06-19", "2024-06~", "202X", "2024-22", "2025-03", "soon"])  # fmt: skip
VALUE = st.text(max_size=8) | st.sampled_from(["actor", "toString", "__proto__", "a" * 300, "\u2800\ufeff\x85"])
PAIRS = st.sampled_from(list(KEYS)).flatmap(
    lambda key: st.tuples(
        st.just(key),
        (DAYS if key in ("from", "to", "known") else st.sampled_from(VALUES.get(key, ["a", "B.2", "ü"]))) | VALUE,
    )
)
QUERIES = st.lists(PAIRS, max_size=5).map(
    lambda pairs: urlencode([(k, v.encode("utf-8", "replace")) for k, v in pairs])
)


@BATCHES
@given(batch(QUERIES, most=80))
def test_both_languages_read_any_query_alike_and_leave_the_same(queries: list[str]) -> None:
    ours: list[Any] = []
    for query in queries:
        selection, ignored = asked(query)
        ours.append([query, written(selection), ignored, shows(query), facet_counts(record(), selection)])
    theirs = in_node(
        f'import {{ counts, reads, shows }} from "{HERE}"; answer = given.map((query) => [query, ...reads(query), shows(query), counts(query)]);',
        queries,
    )
    for (query, as_written, *left), (_, ours_written, *ours_left) in zip(theirs, ours, strict=True):
        assert (query, parse_qsl(as_written), *left) == (query, parse_qsl(ours_written), *ours_left)


def test_the_batches_would_find_a_difference() -> None:
    answers = in_node('import { span } from "./components/parts/edtf.js"; answer = given.map(span);', ["2024", "2025"])
    assert all(one != other for one, other in pairwise(answers))
