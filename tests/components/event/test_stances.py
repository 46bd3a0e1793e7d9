"""Who reacted how: dots under stances, who moved and in how long, silences by name."""

from components.event.stances import stances
from components.parts.card import card
from pactline.query.select import whole
from tests.support import SMALL, shown, tables

RECORD = """
events: [{id: a, date: 2024-06-19, title: A}]
reactions:
- {id: r1, event: a, actor: chn-mfa, date: 2024-06-20, act: says, stance: cautious, summary: A matter between the two.}
- {id: r2, event: a, actor: chn, date: 2024-08-01, act: says, stance: supports, summary: Happy to see it.}
- {id: r3, event: a, actor: kor, date: 2024-06-21, act: says, stance: condemns, summary: Condemned.}
- {id: r4, event: a, actor: fra, silence: 2026-11-29}
actors:
- {id: chn, name: China, kind: state}
- {id: chn-mfa, name: Its ministry, kind: body, part_of: [chn]}
- {id: kor, name: South Korea, kind: state}
- {id: fra, name: France, kind: state}
"""


def test_a_stakeholder_has_its_dots_under_their_stances_and_moves_from_first_to_last() -> None:
    record = tables(RECORD)
    found = stances(record, "a", card(whole(record), "a").reactions)
    assert found is not None
    china, korea = found.rows
    assert [[dot.reaction.reaction_id for dot in cell] for cell in china.cells] == [[], ["r2"], [], ["r1"], [], []]
    assert china.moved is not None
    assert (china.moved.start, china.moved.end, china.moved.took, china.moved.steps) == (3, 1, "42 days", 2)
    assert (korea.name, korea.moved) == ("South Korea", None)
    assert (found.reactions, found.silent) == (3, 1)
    assert [(one.day, [dot.reaction.actor_name for dot in one.who]) for one in found.silences] == [
        ("29 November 2026", ["France"])
    ]
    assert found.sentences == ["Condemns it: South Korea.", "China moves from “cautious” to “supports” in 42 days."]
    assert sorted(dot.reaction.reaction_id for dot in found.dots()) == ["r1", "r2", "r3", "r4"]


def test_denials_and_words_without_a_stance_have_columns_only_where_there_are_some() -> None:
    view = shown(SMALL)
    found = stances(view.frames, "pact", card(view, "pact").reactions)
    assert found is not None
    assert found.columns[6:] == ("denies",)
    assert stances(view.frames, "bare", card(view, "bare").reactions) is None
