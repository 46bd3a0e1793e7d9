"""A play is sent whole, with every text escaped; its picture lies in its box."""

import re

from components.play.panel import chosen, html, title
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from tests.support import curated, tables


def sent(query: dict[str, list[str]]) -> tuple[str, str, int]:
    view = select(curated(), Selection.from_query(query))
    found = chosen(view)
    assert found
    return title(view), html(view, found[0]), found[1]


def test_the_address_names_the_play_and_its_step():
    name, page, at = sent({"beat": ["shells.9"]})
    assert at == 8
    assert name == "The shells: estimates and denials"
    assert 'data-play="shells"' in page
    assert page.count('<article class="play-beat"') == 12
    assert 'href="play?beat=troops.1"' in page
    assert sent({"beat": ["nothing.4"]})[2] == 0
    assert sent({"beat": ["shells.99"]})[2] == 11


def test_bars_and_days_lie_in_the_picture_and_a_change_is_marked_once():
    _, page, _ = sent({})
    for left, width in re.findall(r"left:([\d.]+)%;width:([-\d.]+)%", page):
        assert 0 <= float(left) <= 84
        assert 0 <= float(width) <= 84.01 - float(left)
    days = [float(x) for x in re.findall(r'data-x="([\d.]+)"', page)]
    assert days == sorted(days)
    assert days[-1] == 84
    assert "claims are now documented" in page
    lines = re.findall(r'data-at="([^"]*)" data-words="([^"]*)" data-changed="([^"]*)"', page)
    assert lines
    for at, words, changed in lines:
        assert len(at.split(",")) == len(words.split(",")) == 12
        for number in filter(None, changed.split(",")):
            assert at.split(",")[int(number)] != at.split(",")[int(number) - 1]


def test_a_strangers_words_stay_words():
    steps = "".join(f"{{date: 2024-0{n}-01, text: '<img src=x>{n}', claims: [a]}}, " for n in (1, 2, 3))
    text = (
        "events:\n- {date: 2024-01-01, id: e, title: T, claims: [{id: a, text: '<b>x</b>', status: alleged}]}\n"
        f"plays:\n- {{id: p, title: '<i>T</i>', beats: [{steps}]}}\n"
    )
    view = whole(tables(text))
    found = chosen(view)
    assert found
    page = html(view, found[0])
    assert "<img" not in page
    assert "<b>" not in page


def test_the_row_of_steps_has_labels_and_without_one_the_text():
    beats = "".join(f"{{date: 2024-0{n}-01, text: Long told {n}{', short: Told' if n > 1 else ''}}}, " for n in (1, 2))
    view = whole(
        tables(f"events:\n- {{date: 2024-01-01, title: T}}\nplays:\n- {{id: p, title: P, beats: [{beats}]}}\n")
    )
    found = chosen(view)
    assert found
    assert re.findall(r'class="play-label">([^<]*)<', html(view, found[0])) == ["Long told 1", "Told"]
    assert all(beat.short for play in curated().dossier.plays for beat in play.beats)


def test_a_record_without_changes_has_no_play():
    view = whole(tables("events:\n- {date: 2024, title: x}\n"))
    assert chosen(view) is None
    assert title(view) == "What was known when"


def test_words_that_nobody_is_named_for_bear_their_day_once():
    _, page, _ = sent({})
    captions = [re.sub("<[^>]+>", "", one) for one in re.findall(r"<figcaption>(.*?)</figcaption>", page, re.DOTALL)]
    days = [re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}", one) for one in captions]
    assert any("Radio Free Asia" in one for one in captions)
    assert all(len(own) == len(set(own)) for own in days)
