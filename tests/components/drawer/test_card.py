"""The short card as values and as HTML: what is claimed, who says so, who disagrees, what comes before and after."""

from dataclasses import replace

import pytest

from components.drawer.card import card, card_html, list_html
from components.drawer.card_values import DrawerCard, Strip
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from pactline.wording import brief
from tests.support import SMALL, curated, tables

MORE = """
- {id: chn-2, event: pact, actor: chn, speaker: A spokesman, speaker_role: of the ministry, date: 2024-07-01, act: denies, summary: Knows of nothing., sources: [{id: paper-1, quote: an invention, lang: en}]}
"""


def of(event: str, query: dict[str, str] | None = None, text: str = SMALL) -> DrawerCard:
    return card(select(tables(text), Selection.from_query(query or {})), event)


def test_the_first_claim_has_its_voices_those_that_repeat_last_and_the_way_of_each_word() -> None:
    lead = of("early-talks").lead
    assert lead is not None
    assert (lead.text, lead.status) == ("They met.", "documented")
    assert [(voice.counts, voice.way, voice.day) for voice in lead.voices] == [
        (True, ("The Daily",), "14 Sep 2023"),
        (False, (), "Oct 2023"),
    ]
    assert lead.voices[0].who == "Reuters"
    assert lead.voices[0].url == "https://example.org/talks"
    assert (lead.independent, lead.publications) == (1, 2)


def test_a_status_that_moved_is_a_strip_with_the_denials_named_where_they_fell() -> None:
    text = SMALL.replace("\nsources:\n", f"{MORE}sources:\n", 1)
    first = text.replace(
        "- {id: pact.1, text: A treaty was signed., status: documented, sources: [tass-1], known: 2024-06-18, note: Announced a day before.}",
        "",
    )
    lead = of("pact", text=first).lead
    assert lead is not None
    assert lead.strip is not None
    assert [(step.status, step.day) for step in lead.strip.steps] == [
        ("alleged", "19 Jun 2024"),
        ("documented", "26 Apr 2025"),
    ]
    assert lead.strip.deniers == "South Korea and China"
    begins = lead.strip.steps[1].at
    assert 0 < lead.strip.denials[0] < lead.strip.denials[1] < begins
    assert lead.strip.steps[0].wide + lead.strip.steps[1].wide == pytest.approx(100, abs=0.2)
    # Who disagrees: each denial, the publication that disputes it, the claim against it; each once.
    assert [(one.words, one.quoted, one.status) for one in lead.dissent] == [
        ("Denies it.", False, None),
        ("an invention", True, None),
        ("shells were sent", True, None),
        ("Shells were asked for.", False, "alleged"),
    ]
    assert lead.dissent[1].who == "A spokesman"
    assert lead.dissent[1].beside == "of the ministry, 1 Jul 2024"


def test_a_status_that_never_moved_is_a_word_unless_somebody_denied_it() -> None:
    assert of("early-talks").lead.strip is None  # type: ignore[union-attr]
    denied = of("pact").lead.strip  # type: ignore[union-attr]
    assert isinstance(denied, Strip)
    assert [step.status for step in denied.steps] == ["documented"]


def test_as_known_on_a_day_nothing_later_is_told() -> None:
    told = of("pact", {"known": "2024-06-19"})
    assert told.stances is None
    assert told.lead is not None
    assert told.lead.dissent == []
    assert told.lead.strip is None
    view = select(tables(SMALL), Selection.from_query({"known": "2023-09-01"}))
    html = card_html(view, "pact")
    assert "A pact is signed" not in html
    assert "Nothing about this event was public on 1 September 2023." in html


def test_reactions_are_one_bar_in_the_order_of_the_scale_and_the_same_in_words() -> None:
    stances = of("pact").stances
    assert stances is not None
    assert (stances.total, stances.parts) == (3, [("cautious", 1), ("denies", 1)])
    assert stances.told == "1 in between, 1 denies, 1 silent"


def test_one_steps_through_the_selection_in_its_order() -> None:
    told = of("pact")
    assert (told.place_of, told.total) == (2, 3)
    assert told.before is not None
    assert told.after is not None
    assert (told.before.id, told.after.id) == ("early-talks", "bare")
    turned = of("pact", {"sort": "new"})
    assert turned.before is not None
    assert (turned.before.id, turned.place_of) == ("bare", 2)
    assert turned.first is not None
    assert turned.last is not None
    assert (turned.first.id, turned.last.id) == ("bare", "early-talks")
    assert turned.before.selection.newest_first


def test_an_event_outside_of_the_selection_says_so_and_leads_to_the_nearest_inside() -> None:
    told = of("pact", {"theme": "outlook"})
    assert (told.shown, told.place_of, told.total) == (False, 0, 1)
    assert told.before is None
    assert told.after is not None
    assert told.after.id == "bare"
    assert told.lead is not None or told.hidden_claims
    assert "Outside the filters in force." in card_html(
        select(tables(SMALL), Selection.from_query({"theme": "outlook"})), "pact"
    )


def test_what_there_is_nothing_of_takes_no_room() -> None:
    bare = card_html(whole(tables(SMALL)), "bare")
    for words in ("Who says so", "Who disagrees", "Reactions", "more claim", "<svg"):
        assert words not in bare
    agreed = card_html(whole(tables(SMALL)), "early-talks")
    for words in ("Nobody in the record disagrees.", "No reaction recorded."):
        assert words in agreed
    dates = tables("edition: {}\nevents: [{id: one, date: 2024, title: One}, {id: two, date: 2025, title: Two}]\n")
    assert "No reaction" not in card_html(whole(dates), "one")


def test_a_strangers_text_stays_text() -> None:
    bad = '"<img src=x onerror=alert(1)>"'
    text = (
        SMALL.replace("title: A pact is signed", f"title: {bad}")
        .replace("text: A treaty was signed.", f"text: {bad}")
        .replace("summary: Denies it.", f"summary: {bad}")
        .replace("name: TASS", f"name: {bad}")
    )
    view = whole(tables(text))
    for html in (card_html(view, "pact"), list_html(view, ["pact", "bare", "no-such-event"])):
        assert "<img" not in html
        assert "&lt;img" in html


def test_a_place_is_on_the_small_map_and_none_leaves_the_room_to_the_text() -> None:
    record = curated()
    view = whole(record)
    lat = record.column("events", "lat")
    ids = record.column("events", "event_id")
    with_place, without = ids[lat.notna()].iloc[0], ids[lat.isna()].iloc[0]
    assert "with-map" in card_html(view, with_place)
    assert "with-map" not in card_html(view, without)
    hidden = select(record, replace(Selection(), words="no such words anywhere"))
    assert "with-map" in card_html(hidden, with_place)


def test_every_event_of_the_record_has_a_card() -> None:
    view = whole(curated())
    for event in view.events["event_id"].iloc[::7]:
        html = card_html(view, event)
        assert f"event={event}" in html
        assert html.count('id="drawer-title"') == 1


def test_dates_are_short_where_there_is_little_room() -> None:
    assert brief("3 October to 5 November 2024") == "3 Oct to 5 Nov 2024"
    assert brief("about May 2024") == "about May 2024"


def test_a_record_that_is_looked_back_at_says_what_is_new_of_an_event_and_of_its_claims() -> None:
    new = of("pact", {"known": "2024-06-30"})
    assert (new.fresh, new.since) == ("new", "31 October 2023")
    text = SMALL.replace("sources: [tass-1], known: 2024-06-18,", "sources: [tass-1], known: 2023-10-18,")
    text = text.replace("date: 2024-06-19\n  title: A pact", "date: 2023-10-19\n  title: A pact")
    known = {"known": "2026-11-30"}
    changed = of("pact", known, text=text)
    assert changed.fresh == "changed"
    assert changed.lead is not None
    assert changed.lead.fresh == ""
    assert [(one.fresh, one.was) for one in changed.further] == [("changed", "alleged")]
    html = card_html(select(tables(text), Selection.from_query(known)), "pact")
    assert "changed since 30 June 2024" in html
    assert "changed: alleged on 30 June 2024" in html
    assert of("pact").fresh == ""


def test_further_claims_are_named_by_their_labels() -> None:
    text = SMALL.replace("    text: No shells were sent.", "    text: No shells were sent.\n    short: No shells")
    assert [one.text for one in of("pact", text=text).further] == ["No shells"]
    assert [one.text for one in of("pact").further] == ["No shells were sent."]
