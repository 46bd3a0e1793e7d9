"""Steps that ask for what their slides do not show: each rule with a step that breaks it and one that keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactline.files.load import load
from pactline.files.story_lint import Names, SlideContent, missing
from pactline.home import curated_record
from pactline.readings.story_claims import FEW, NAMED, shown_claims
from tests.support import loaded, problems

RECORD = """
events:
- id: talks
  date: 2023-09-13
  title: Talks at the spaceport
  claims:
  - {id: talks.1, text: The two met for 5 hours., status: documented, sources: [{id: w, quote: we met, lang: en}]}
  - {id: talks.2, text: Shells were promised., status: alleged, said_by: [nis], sources: [w], contradicts: [denial.1]}
  - {id: talks.3, text: Lavrov was there., status: reported, sources: [w], history: [{date: 2023-09-13, status: alleged}, {date: 2024, status: reported}]}
- id: denial
  date: 2024-05-17
  title: A denial
  claims: [{id: denial.1, text: Nothing was promised., status: documented, said_by: [kim], sources: [w]}]
reactions:
- {id: r1, event: talks, actor: chn, date: 2023-09-14, act: says, summary: A matter of the two., sources: [w]}
sources: [{id: w, publisher: wire, published: 2023-09-13, read: {on: 2026-11-24, extent: page}}]
publishers: [{id: wire, name: World Wire, also: [WW], kind: wire, state_controlled: false}]
actors:
- {id: kim, name: Kim Yo Jong, kind: person}
- {id: lavrov, name: Sergei Lavrov, kind: person}
- {id: nis, name: Spy Service, kind: body}
- {id: chn, name: China, kind: state}
stories: [{id: s, title: S, steps: [{STEP}]}]
"""


def warned(step: str) -> list[str]:
    """Return what is said of a step, without what is said of all else of this record."""
    said = problems(RECORD.replace("{STEP}", f"{{{step}}}"))
    return [one.message.split("'S' ", 1)[1] for one in said if "step of 'S'" in one.message]


BROKEN = {
    "speaks of a quotation, and the slide has none": (
        "event: talks, look: Read the quotation.",
        "event: talks, look: Read the quotation., show: [quotes], claims: [talks.1]",
    ),
    "speaks of what stands against a claim, and the slide does not say it": (
        "event: talks, ask: Which of them contradicts the other?",
        "event: talks, ask: Which of them contradicts the other?, show: [against], claims: [talks.2]",
    ),
    "asks who disagrees, and the slide has one voice": (
        "event: denial, ask: Who disagrees?",
        "event: denial, ask: Who disagrees?, show: [claims], claims: [denial.1, talks.2]",
    ),
    "speaks of a status over time, and the slide has none": (
        "event: talks, look: The status over time., show: [history], claims: [talks.1]",
        "event: talks, look: The status over time., show: [history], claims: [talks.3]",
    ),
    "speaks of citations, and the slide has the first alone": (
        "event: talks, look: Count the citations.",
        "event: talks, look: Count the citations., show: [sources]",
    ),
    "speaks of a claim that the slide does not have": (
        "event: denial, look: The second claim.",
        "event: denial, look: The second claim., show: [claims], claims: [denial.1, talks.2]",
    ),
    "speaks of claims, and the slide has none": (
        "title: T, view: timeline, claims: [talks.1], ask: Which claim do you believe?",
        "title: T, view: timeline, claims: [talks.1], show: [claims], ask: Which claim do you believe?",
    ),
    "speaks of several that the slide does not have": (
        "event: denial, ask: What do the two sides say?",
        "event: denial, ask: What do the two sides say?, show: [claims], claims: [denial.1, talks.2]",
    ),
    "speaks of each side, and the slide has one at most": (
        "title: T, view: timeline, ask: How does each side explain it?",
        "title: T, view: timeline, ask: How does each side explain it?, show: [claims], claims: [talks.2, denial.1]",
    ),
    "speaks of a status that no claim of the slide has": (
        "event: denial, ask: 'What is documented, and what is alleged?'",
        "event: denial, ask: 'What is documented, and what is alleged?', show: [claims], claims: [denial.1, talks.2]",
    ),
    "has the room find words that the slide does not have": (
        "event: talks, look: 'Find the word \"rockets\".'",
        "event: talks, look: 'Find the word \"shells\".'",
    ),
    "has the number 6, which the slide does not have": (
        "event: talks, ask: What takes 6 hours?",
        "event: talks, ask: What takes 5 hours?",
    ),
    "has the number 1961, which the slide does not have": (
        "event: talks, look: Lay it beside the words of 1961.",
        "title: Since 1961, event: talks, look: Lay it beside the words of 1961.",
    ),
    "names Lavrov, whom the slide does not": (
        "event: denial, ask: What would Lavrov say to it?",
        "event: talks, ask: What would Lavrov say to it?",
    ),
    "names Spy Service, whom the slide does not": (
        "event: talks, claims: [talks.1], show: [quotes], look: What the Spy Service says.",
        "event: talks, claims: [talks.2], show: [quotes], look: What the Spy Service says.",
    ),
    "names WW, whom the slide does not": (
        "view: 'reactions?event=denial', title: T, look: What WW writes.",
        "event: talks, title: WW, look: What WW writes.",
    ),
    "names China, whom the slide does not": (
        "view: 'reactions?event=denial', title: T, look: What China says.",
        "view: 'reactions?event=talks', title: T, look: What China says.",
    ),
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_step_hears_of_what_its_slide_does_not_show_and_not_once_it_does(message: str) -> None:
    broken, mended = BROKEN[message]
    assert message in warned(broken)
    assert warned(mended) == []


def test_what_stands_in_quotation_marks_is_an_example_and_may_be_anything() -> None:
    assert warned("event: denial, ask: 'What is wrong with \"3,000 shells, says Lavrov\"?'") == []
    assert warned("event: denial, look: What do quotation marks promise?") == []


def test_a_warning_stands_at_the_words_with_what_to_do() -> None:
    text = RECORD.replace("{STEP}", "{event: talks, look: Read the quotation.}")
    found = next(one for one in loaded(text).warnings if "quotation, and" in one.message)
    assert found.line == 1 + text.split("\n").index(next(line for line in text.split("\n") if "stories:" in line))
    assert "show: [quotes]" in found.hint


def test_the_steps_of_our_own_stories_ask_for_nothing_that_is_not_there() -> None:
    held = load(curated_record())
    assert held.dossier.stories
    assert not [one.message for one in held.warnings if "step of" in one.message]


def test_names_are_the_same_of_a_record_and_of_its_dossier() -> None:
    names = Names.of(loaded(RECORD.replace("{STEP}", "{event: talks, say: x}")).dossier)
    assert names.used("Does Lavrov's China read World Wire, or Kim Yo Jong the WW?") == [
        "Lavrov", "China", "World Wire", "Kim Yo Jong", "WW",
    ]  # fmt: skip


claims = st.lists(st.sampled_from([f"{event}.{n}" for event in "ab" for n in range(1, 6)]), unique=True, max_size=9)
shows = st.sets(st.sampled_from(["claims", "quotes", "against", "history", "sources"]))


@given(claims, shows, st.integers(0, 5))
def test_what_a_step_shows_is_named_by_it_or_its_events_own_and_each_once(
    named: list[str], show: set[str], many: int
) -> None:
    own = [f"a.{n}" for n in range(1, many + 1)]
    shown = shown_claims(named, show, own)
    assert len(shown) == len(set(shown)) <= (NAMED if show else FEW)
    assert set(shown) <= set(named) | set(own)
    if "claims" in show and named:
        assert shown == named[:NAMED]
    else:
        assert set(shown) <= set(own)
        first = [one for one in named if one in own]
        assert shown[: len(first)] == first[: len(shown)]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_words_are_looked_through(look: str, ask: str) -> None:
    record = loaded(RECORD.replace("{STEP}", "{event: talks, say: x}"))
    step = record.dossier.stories[0].steps[0].model_copy(update={"look": look, "ask": ask})
    for key, message, hint in missing(step, SlideContent(""), Names(frozenset({"China", "World Wire"}))):
        assert key in ("look", "ask")
        assert message
        assert hint
