"""What stands against what: each pair once, whichever of the two names the other, as far as it was known."""

from datetime import date

import pytest

from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings import contradictions
from pactline.record.dossier import claims_of
from tests.support import curated, tables

RECORD = """
events:
- id: a
  date: 2024-06-19
  title: A
  claims:
  - {id: a.1, text: One., known: 2024-06-19, contradicts: [a.2]}
  - {id: a.2, text: Two., known: 2024-06-19, contradicts: [a.1, b.1]}
  - {id: a.3, text: Three., known: 2024-06-19}
- id: b
  date: 2024-07-01
  title: B
  claims:
  - {id: b.1, text: Other., known: 2024-07-01, contradicts: [a.3]}
"""


def view(known: date | None = None) -> View:
    return select(tables(RECORD), Selection(known=known))


def test_a_pair_stands_under_the_first_of_its_two_from_either_direction() -> None:
    assert contradictions.quarrels(view(), range(3)) == [(0, (1,)), (1, (3,)), (2, (3,))]
    assert contradictions.against(view(), 3) == [2, 1]


def test_what_came_later_stands_against_nothing() -> None:
    assert contradictions.quarrels(view(date(2024, 6, 20)), range(3)) == [(0, (1,))]


@pytest.mark.parametrize("event", ["treaty-signed", "nis-troop-announcement-2024", "treaty-text-published"])
def test_every_pair_of_the_record_stands_once(event: str) -> None:
    record = curated()
    shown = select(record, Selection())
    rows = record.claims_of(record.row_of(event))
    ids = record.claims["claim_id"].tolist()
    own = {ids[row] for row in rows}
    pairs = {frozenset((str(claim.id), other)) for _, claim in claims_of(record.dossier) for other in claim.contradicts}
    found = [
        frozenset((ids[one], ids[other])) for one, others in contradictions.quarrels(shown, rows) for other in others
    ]
    assert len(found) == len(set(found))
    assert set(found) == {pair for pair in pairs if pair & own}
