"""What a citation's title says already stands beside it no second time; who speaks is never lost."""

import pytest

from components.parts.card import citation_rows
from tests.support import tables


@pytest.mark.parametrize(
    ("cited", "chain", "apart"),
    [
        ("'https://www.example.org/page'", ["example.org"], []),
        ("Diary of the miller", ["Diary of the miller"], []),
        ("{url: 'https://example.org/page', title: A page}", ["example.org"], ["example.org"]),
        ("{url: 'https://example.org/page', said_by: [the mayor]}", ["the mayor", "example.org"], ["the mayor"]),
    ],
)
def test_a_name_that_the_title_says_stands_once(cited: str, chain: list[str], apart: list[str]) -> None:
    record = tables(f"events: [{{date: 2024, title: t, claims: [{{text: c, sources: [{cited}]}}]}}]")
    (one,) = citation_rows(record, range(len(record.citations)))
    assert (list(one.chain), one.apart) == (chain, apart)
