"""Publications about an event as a whole: shown on its page, in their time, and nobody's word for a claim."""

import pytest

from components.event.whole import whole_html
from pactline.files import parquet_files
from pactline.files.load import load_texts
from pactline.files.opening import open_record
from pactline.problem import RecordError
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from pactline.tables.frames import Frames, build

RECORD = """
events:
- id: fair
  date: 2024-06-19
  title: The fair opens
  sources: [early, late]
  claims:
  - {id: fair.1, text: It opened., status: reported, sources: [early]}
sources:
- {id: early, publisher: gazette, title: Fair open, url: "https://example.org/early", published: 2024-06-20}
- {id: late, publisher: herald, title: A look back, published: 2025-01-01}
publishers:
- {id: gazette, name: The Gazette}
- {id: herald, name: The Herald}
"""
PLAIN = 'events:\n- {date: 2024, title: A fair, sources: ["https://example.org/a"]}\n'


def record(text: str = RECORD) -> Frames:
    return build(load_texts([("r.yaml", text)]).dossier)


def test_an_events_page_lists_them():
    html = whole_html(whole(record()), "fair")
    assert 'href="https://example.org/early"' in html
    assert "A look back" in html
    assert "Publications about it:" in html


def test_a_plain_address_needs_no_register():
    frames = record(PLAIN)
    (event,) = frames.dossier.events
    assert 'href="https://example.org/a"' in whole_html(whole(frames), str(event.id))


def test_as_known_on_a_day_later_ones_are_not_there():
    view = select(record(), Selection.from_query({"known": ["2024-07-01"]}))
    html = whole_html(view, "fair")
    assert "Fair open" in html
    assert "A look back" not in html


def test_they_are_no_voice_for_a_claim():
    frames = record()
    assert frames.claims["independent"].tolist() == [1]
    assert set(frames.citations["source_id"]) == {"early"}


def test_one_that_is_not_in_the_register_is_named():
    with pytest.raises(RecordError, match="an event cites"):
        load_texts([("r.yaml", RECORD.replace("[early, late]", "[early, lat]"))])


def test_tables_alone_hold_them(tmp_path):
    parquet_files.write(record(), tmp_path)
    (tmp_path / "entries.parquet").unlink()
    (event,) = open_record(tmp_path).dossier.events
    assert [citation.id for citation in event.sources] == ["early", "late"]
