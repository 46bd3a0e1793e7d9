"""The bands of the timeline: named with their notes and sources, as far as they had begun."""

from datetime import date

from components.timeline.eras import era_values
from pactline.query.select import select
from pactline.query.selection import Selection
from tests.support import curated


def test_every_era_stands_with_its_sources() -> None:
    record = curated()
    told = era_values(select(record, Selection()))
    assert [era.name for era in told] == [era.name for era in record.dossier.eras]
    for era, values in zip(record.dossier.eras, told, strict=True):
        assert [c.source_id for c in values.citations] == [c.id for c in era.sources]
        assert values.note == era.note
        assert values.words == era.date.words


def test_as_known_on_a_day_no_later_era_note_or_source_stands() -> None:
    record = curated()
    told = era_values(select(record, Selection(known=date(2022, 6, 1))))
    assert [era.name for era in told] == [e.name for e in record.dossier.eras if e.date.earliest <= date(2022, 6, 1)]
    assert 0 < len(told) < len(record.dossier.eras)
    assert all(era.note is None for era in told)
    days = record.sources.set_index("source_id")["published"].dropna().to_dict()
    assert all(days.get(c.source_id, "") <= "2022-06-01" for era in told for c in era.citations)
