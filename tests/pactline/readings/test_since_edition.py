"""What has changed since an edition that an address names."""

import pytest

from pactline.readings.editions import Kept, kept
from pactline.readings.since_edition import Since, owners, since, touches
from tests.support import SMALL, tables

FIRST = kept(tables(SMALL).dossier, "1")
LEDGER = """
changes:
- {edition: "1", date: 2026-01-01, kind: added, text: First edition.}
- {edition: "2", date: 2026-02-01, kind: corrected, text: A word., ids: [kor-1]}
- {edition: "2", date: 2026-02-01, kind: added, text: One more., ids: [new, new.1]}
- {edition: "2", date: 2026-02-02, kind: withdrawn, text: One fewer., ids: [bare]}
"""
NOW = (
    SMALL.replace('version: "1"', 'version: "2"')
    .replace("text: They met.", "text: They met twice.")
    .replace(
        "- {id: bare, date: 2025~, title: Nothing claimed, themes: [outlook]}",
        "- {id: new, date: 2025, title: New, claims: [{id: new.1, text: It is.}]}",
    )
)


def asked(edition: str, text: str = NOW, before: Kept | None = FIRST) -> Since:
    found = since(tables(text), before, edition)
    assert found is not None
    return found


def test_an_edition_that_was_kept_is_laid_beside_the_record() -> None:
    found = asked("1")
    assert found.way == "known"
    assert (set(found.added), set(found.changed)) == ({"new"}, {"early-talks"})
    assert found.withdrawn == (("bare", "Nothing claimed"),)


def test_what_the_ledger_names_has_changed_too() -> None:
    found = asked("1", NOW + LEDGER)
    assert (set(found.added), set(found.changed)) == ({"new"}, {"early-talks", "pact"})
    assert [line.text for line in found.lines] == ["One fewer.", "A word.", "One more."]


def test_without_a_kept_edition_the_ledger_tells_alone() -> None:
    found = asked("1", NOW + LEDGER, None)
    assert (found.way, found.compared) == ("known", None)
    assert (set(found.added), set(found.changed)) == ({"new"}, {"pact"})


def test_within_some_events_nothing_else_is_told() -> None:
    found = asked("1", NOW + LEDGER).within(["pact", "new"])
    assert (set(found.added), set(found.changed), found.withdrawn) == ({"new"}, {"pact"}, ())
    assert found.compared is not None
    assert (found.compared.added, found.compared.changed, found.compared.withdrawn) == ((("new", "New"),), (), ())


@pytest.mark.parametrize(
    ("edition", "way"), [("3", "later"), ("2.1", "later"), ("10", "later"), ("0.9", "unknown"), ("spring", "unknown")]
)
def test_an_edition_that_nothing_tells_of_is_said_to_be_later_or_unknown(edition: str, way: str) -> None:
    found = asked(edition, NOW + LEDGER, None)
    assert (found.way, found.added, found.changed, found.lines) == (way, frozenset(), frozenset(), ())


@pytest.mark.parametrize(
    ("text", "edition"), [(NOW, "2"), (NOW.replace('version: "2", ', ""), "1"), (NOW.split("\n", 2)[2], "1")]
)
def test_of_its_own_edition_and_of_a_record_without_editions_nothing_is_said(text: str, edition: str) -> None:
    assert since(tables(text), FIRST, edition) is None


def test_a_line_touches_the_event_of_a_reaction_that_it_names() -> None:
    record = tables(NOW + LEDGER)
    line = record.dossier.changes[1]
    assert touches(line, {"pact"}, owners(record))
    assert not touches(line, {"early-talks"}, owners(record))
