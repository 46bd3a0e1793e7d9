"""A play tells what each day moved, from an editor's beats or from the record's own changes of status."""

from datetime import date
from itertools import pairwise

from pactline.readings.plays import RULE, as_known, played, plays
from pactline.tables import frames as tables_of
from tests.support import curated, tables

BY_RULE = """
sources:
- {id: s, title: A, publisher: p, published: 2024-01-01}
events:
- date: 2024-01-01
  title: First
  id: first
  importance: 3
  claims:
  - {id: sent, text: They sent soldiers., status: documented, said_by: [Seoul], history: [
      {date: 2024-01-01, status: alleged}, {date: 2024-03-01, status: disputed}, {date: 2024-05-01, status: documented}]}
- date: 2024-02-01
  title: Second
  id: second
  claims:
  - {id: denial, text: There are none., status: documented, known: 2024-02-01, said_by: [Moscow], contradicts: [sent]}
"""
PLAIN = "events:\n" + "".join(f"- {{date: 2024-01-{n:02}, title: Day {n}}}\n" for n in range(1, 21))


def test_an_editors_play_is_told_as_it_stands_with_what_each_day_moved():
    [troops, shells] = plays(curated())
    beats = curated().dossier.plays[0].beats
    assert [step.text for step in troops.steps] == [beat.text for beat in beats]
    admitted = next(step for step in troops.steps if step.day == date(2025, 4, 26))
    assert [troops.lines[n].text for n, status in admitted.moved if status == "documented"]
    assert admitted.said
    assert admitted.said.quoted
    assert admitted.against
    assert admitted.against.day < admitted.day
    assert "Dmitry Peskov" in {who for denial in troops.denials for who in denial.who}
    assert shells.title


def test_what_moved_is_what_the_histories_say():
    for play in plays(curated()):
        for before, step in pairwise(play.steps):
            for number, status in step.moved:
                line = play.lines[number]
                assert line.on(step.day) == status != line.on(before.day)
            for number in step.begun:
                assert play.lines[number].on(before.day) is None
        assert [one.day for one in play.denials] == sorted(one.day for one in play.denials)


def test_without_a_beat_the_changes_of_status_and_the_denials_are_the_steps():
    [play] = plays(tables(BY_RULE))
    assert play.id == RULE
    assert [step.day for step in play.steps] == [date(2024, month, 1) for month in (1, 2, 3, 5)]
    assert [step.moved for step in play.steps] == [(), (), ((0, "disputed"),), ((0, "documented"),)]
    assert [(denial.who, denial.text) for denial in play.denials] == [(("Moscow",), "There are none.")]
    assert play.steps[2].against == play.denials[0]


def test_where_nothing_changed_there_is_nothing_to_play():
    assert plays(tables(PLAIN)) == ()


def test_a_menu_knows_whether_there_is_anything_to_play():
    assert [played(tables(text)) for text in (PLAIN, BY_RULE)] == [False, True]
    record = tables_of.build(curated().dossier)
    assert played(record)
    assert not [made for made in record.shelf if made.__name__ == "plays"]  # nobody has waited for them


def test_as_known_on_a_day_the_later_steps_are_not_told():
    [play] = plays(tables(BY_RULE))
    then = as_known(play, date(2024, 2, 15))
    assert then
    assert len(then.steps) == 2
    assert as_known(play, date(2023, 1, 1)) is None
    assert as_known(play, None) is play


def test_a_line_has_the_claims_label_else_its_text():
    [play] = plays(tables(BY_RULE))
    assert [line.short for line in play.lines] == ["They sent soldiers."]
    [named] = plays(
        tables(BY_RULE.replace("text: They sent soldiers.,", "text: They sent soldiers., short: Soldiers,"))
    )
    assert [(line.short, line.text) for line in named.lines] == [("Soldiers", "They sent soldiers.")]
