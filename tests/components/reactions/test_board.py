"""The Reactions page as values and as HTML: every cell and number counted again from the tables."""

import re
from html import unescape

import pandas as pd
import pytest
from markupsafe import escape

from components.parts import draw, markup
from components.parts.sides import focus, sides_at
from components.parts.word_boxes import WordBoxes
from components.reactions import board as panel
from components.reactions.stakeholders import panels
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings import stakeholders
from pactline.tables import frames
from tests.support import SMALL, curated, shown


@pytest.fixture(scope="module")
def record() -> frames.Frames:
    return curated()


def drawn(view: View) -> str:
    """Return the HTML of the whole board as it is baked, with its boxes."""
    leaf = draw.Leaf()
    with draw.onto(leaf):
        panel.reaction_board(view, of="x")
    return leaf.html


def parts_of(view: View) -> tuple[pd.DataFrame, list[str], WordBoxes]:
    said = stakeholders.spoken(view)
    columns = stakeholders.crowd(view, said)["event_id"].head(panel.COLUMNS).tolist()
    return said, columns, WordBoxes(view, said)


@pytest.mark.parametrize("query", [{}, {"theme": "sanctions"}, {"known": "2024-07-01"}, {"actor": ["chn", "kor"]}])
def test_each_cell_stands_for_exactly_its_reactions(record: frames.Frames, query: dict[str, str | list[str]]) -> None:
    view = select(record, Selection.from_query(query))
    said, columns, words = parts_of(view)
    whose = stakeholders.stakeholder_of(record.dossier)
    found: dict[tuple[str, str], int] = {}
    for group in panel.board(view, said, columns, words):
        for row in group.rows:
            for event, cell in zip(columns, row.cells, strict=True):
                if cell:
                    found[row.name, event] = sum(run.times for run in cell.runs) + cell.quiet
    own = view.reactions[view.reactions["event_id"].isin(columns)]
    names = own["actor"].map(lambda actor: record.names["actor"][whose[actor]])
    assert found == own.groupby([names, own["event_id"]]).size().to_dict()


def test_every_box_that_is_opened_is_there_once_with_exactly_its_reactions(record: frames.Frames) -> None:
    view = whole(record)
    text = drawn(view)
    opened = set(re.findall(r'popovertarget="(words-\d+)"', text))
    boxes = re.findall(r'<div popover id="(words-\d+)"', text)
    assert len(boxes) == len(set(boxes))
    assert opened == set(boxes)
    said, columns, words = parts_of(view)
    panel.board(view, said, columns, words)
    for box in words.values():
        assert box.reactions, box.name
        assert {one.reaction.event_id for one in box.reactions} == {box.event.id}


def test_every_shown_reaction_stands_in_its_stakeholders_panel(record: frames.Frames) -> None:
    view = whole(record)
    said, _, words = parts_of(view)
    found = panels(view, said, words, pivot="treaty-signed")
    steps = [step for one in found for step in one.steps + one.silences]
    told = [(step.event.id, step.said.summary or step.said.note or "") for step in steps]
    own = view.reactions[["event_id", "summary", "note"]].astype(object).fillna("")
    recorded = zip(own["event_id"], own["summary"], own["note"], strict=True)
    assert sorted(told) == sorted((event, summary or note) for event, summary, note in recorded)
    ids = {name: actor for actor, name in record.names["actor"].items()}
    for one in found:
        assert sum(n for _, n in one.tally) == one.reactions == len(one.steps) + len(one.silences)
        assert one.only == markup.go("reactions", Selection(actors=(ids[one.name],)))
        assert one.reactions == (said["stakeholder"] == ids[one.name]).sum()


def test_the_sides_hold_each_stakeholder_that_reacted(record: frames.Frames) -> None:
    view = whole(record)
    said, _, words = parts_of(view)
    at = stakeholders.at_events(said)["treaty-signed"]
    sides = sides_at(view, at, "treaty-signed", words)
    names = {one.name for side in sides.scale + sides.off for one in side.who}
    whose = stakeholders.stakeholder_of(record.dossier)
    own = view.reactions[view.reactions["event_id"] == "treaty-signed"]
    assert names == {record.names["actor"][whose[actor]] for actor in own["actor"]}


def test_the_event_in_focus_is_the_one_whose_sides_are_shown_else_the_lead_else_what_drew_most() -> None:
    lead = SMALL.replace("edition: {", "edition: {lead: pact, ")
    two = "\n".join(f"- {{event: early-talks, actor: {actor}, summary: x}}" for actor in ("chn", "kor", "eu", "nis"))
    for text, query, event in (
        (lead.replace("reactions:\n", f"reactions:\n{two}\n"), {"event": "early-talks"}, "early-talks"),
        (lead.replace("reactions:\n", f"reactions:\n{two}\n"), {"event": "bare"}, "pact"),
        (SMALL.replace("reactions:\n", f"reactions:\n{two}\n{two.replace('x}', 'y}')}\n"), {}, "early-talks"),
    ):
        view = shown(text, **query)
        assert focus(view, stakeholders.crowd(view, stakeholders.spoken(view))) == event


def test_a_quotation_is_in_its_language_and_its_translation_says_whose_it_is() -> None:
    record = SMALL.replace(
        "stance: cautious, summary: A matter between the two., sources: [tass-1]}",
        "stance: cautious, summary: A matter between the two., "
        "sources: [{id: tass-1, quote: Это дело двух, lang: ru, translation: {text: A matter of two, by: us}}]}",
    )
    text = drawn(shown(record))
    assert text.count('<q class="quote" dir="auto" lang="ru"') == 2
    assert "Our translation:" in text
    assert '<q lang="en" dir="auto">A matter of two</q>' in text


def test_a_cell_says_denial_silence_and_deed() -> None:
    record = SMALL.replace("act: denies, summary", "act: denies, stance: neutral, summary").replace(
        "stance: cautious, summary", "act: does, stance: cautious, summary"
    )
    text = drawn(shown(record))
    cells = dict(re.findall(r'<span class="visually-hidden">([^<]+): </span>(.*?)</button>', text))
    words = {name: unescape(re.sub(r"<[^>]+>", " ", cell)).split() for name, cell in cells.items()}
    assert words == {
        "South Korea": ["×", "denies"],
        "China": ["~", "cautious", "acts"],
        "European Union": ["…", "nothing", "found"],
    }


def test_the_headline_counts_silences_only_where_there_are_some() -> None:
    assert panel.finding_words(shown())[-1].endswith("2 reactions; in 1 more case no statement was found.")
    spoken = SMALL.replace("silence: 2026-11-24", "summary: Speaks too.")
    assert panel.finding_words(shown(spoken))[-1].endswith(" 3 reactions.")


def test_the_board_is_a_table_with_headers_for_rows_and_columns(record: frames.Frames) -> None:
    text = drawn(whole(record))
    table = text.split("<table", 1)[1].split("</table>", 1)[0]
    assert "<caption" in table
    assert table.count('<th scope="col"') == panel.COLUMNS + 1
    rows = table.count('<th scope="row"')
    assert table.count("<td") == rows * panel.COLUMNS


def test_groups_come_neighbours_first_and_the_two_parties_last(record: frames.Frames) -> None:
    view = whole(record)
    said, columns, words = parts_of(view)
    names = [group.name for group in panel.board(view, said, columns, words)]
    assert names == [group for group in stakeholders.GROUPS if group in names]
    assert names[0] == "neighbours"
    assert names[-1] == "principals"


def test_where_no_reaction_is_left_the_page_says_why_and_how_to_widen() -> None:
    text = drawn(shown(kind="wire"))
    assert "None of the events shown has a recorded reaction." in text
    assert ">Clear</a>" in text
    elsewhere = SMALL.replace("{id: chn-1, event: pact", "{id: chn-1, event: early-talks")
    assert "Filters hide 1 reaction to these events." in drawn(shown(elsewhere, kind="wire"))
    assert "This record holds no reactions." in drawn(shown("events: [{date: 2024, title: x}]"))


def test_the_number_of_reactions_hidden_is_counted_from_what_could_be_known() -> None:
    view = shown(known="2024-06-19")
    assert view.reactions.empty
    assert "None of the events shown has a recorded reaction." in drawn(view)


def test_a_page_with_very_many_reactions_writes_out_those_of_the_chosen_stakeholders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = "\n".join(
        f"- {{event: early-talks, actor: chn, date: 2023-10-{day:02}, summary: x}}" for day in range(1, 31)
    )
    record = SMALL.replace("reactions:\n", f"reactions:\n{many}\n")
    for module in ("parts.word_boxes", "reactions.board"):
        monkeypatch.setattr(f"components.{module}.MOST", 20)
    monkeypatch.setattr("components.reactions.board.COLUMNS", 1)
    wide = drawn(shown(record))
    assert "31 reactions. Choose this stakeholder alone to read them." in wide
    assert "1 more event has reactions; a narrower selection shows it." in wide
    assert wide.count('<ol class="reactions steps">') == 0
    chosen = drawn(shown(record, actor="chn"))
    assert chosen.count('<ol class="reactions steps">') == 1
    assert "8 of these reactions are not written out here." in chosen


def test_a_box_of_very_many_says_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    many = "\n".join(f"- {{event: pact, actor: chn, date: 2024-07-{day:02}, summary: x}}" for day in range(1, 31))
    monkeypatch.setattr("components.parts.word_boxes.MOST", 20)
    view = shown(SMALL.replace("reactions:\n", f"reactions:\n{many}\n"))
    words = WordBoxes(view, stakeholders.spoken(view), events={"pact"})
    words.box("chn", "pact")
    (box,) = words.values()
    assert len(box.reactions) + box.more == 31
    assert box.more > 20
    assert f"{box.more} more on the event&#39;s page" in words.html()


def test_every_event_with_reactions_is_on_the_board_or_below_it(record: frames.Frames) -> None:
    view = whole(record)
    events = stakeholders.crowd(view, stakeholders.spoken(view))
    on_board = events["event_id"].head(panel.COLUMNS).tolist()
    assert sorted([*on_board, *panel.below(events)]) == sorted(view.reactions["event_id"].unique())


def test_a_slide_folds_bodies_into_their_states() -> None:
    record = SMALL.replace("actor: kor, date", "actor: nis, date")
    assert ("none", "denies", ["South Korea"]) in [tuple(one) for one in stakeholders.stances_at(shown(record), "pact")]


def test_templates_escape_what_a_stranger_wrote() -> None:
    evil = "<img src=x onerror=alert(1)>"
    text = drawn(
        shown(
            f"events: [{{id: a, date: 2024, title: '{evil}'}}]\nreactions: [{{event: a, actor: '{evil}', speaker: '{evil}', speaker_role: '{evil}', summary: '{evil}', note: '{evil}', sources: [{{id: '{evil}', quote: '{evil}'}}]}}]"
        ),
    )
    assert "<img" not in text
    assert str(escape(evil)) in text
