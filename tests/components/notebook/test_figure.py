"""The timeline as a figure of Plotly's, taken out of the house."""

import pytest
from plotly import graph_objects as go

from components.notebook.figure import figure
from tests.support import SMALL, shown


def _drawn(text: str = SMALL, /, lanes: str = "theme", width: int = 900, **query: str | list[str]) -> go.Figure:
    view = shown(text, **query)
    made = figure(view, lanes=lanes, width=width, height=600, theme="light", base="https://pact.example")  # type: ignore[arg-type]
    return go.Figure(made)  # which Plotly takes as it is


def _texts(drawn: go.Figure) -> str:
    return "\n".join(note.text for note in drawn.layout.annotations)


def _marks(drawn: go.Figure) -> dict[str, str]:
    """Return what stands beside the pointer over each event's mark."""
    return {
        event: words
        for trace in drawn.data
        if trace.name == "marks"
        for event, words in zip(trace.customdata, trace.hovertext, strict=True)
    }


def test_a_mark_tells_its_date_its_status_and_who_says_so() -> None:
    marks = _marks(_drawn())
    assert marks["pact"] == "<b>A pact is signed</b><br>19 June 2024<br>● Documented. Says so: TASS"
    assert "The record has no claim on it." in marks["bare"]


def test_a_selected_status_is_that_of_the_shown_claim() -> None:
    assert "▲ Alleged. Says so: NIS" in _marks(_drawn(status="alleged"))["early-talks"]


def test_the_picture_says_what_it_is() -> None:
    said = _texts(_drawn(theme="military"))
    assert "Theme: Military" in said
    assert "edition 1, as of 31 December 2025; CC-BY-4.0; https://pact.example/data?theme=military" in said


def test_the_legend_has_the_statuses_that_stand_in_the_picture() -> None:
    drawn = _drawn(theme="military")
    assert [trace.name for trace in drawn.data if trace.showlegend] == ["Documented"]
    assert drawn.layout.showlegend


def test_a_record_without_claims_has_no_legend() -> None:
    drawn = _drawn("events:\n- {date: 2024-05-01, title: One}\n- {date: 2024-06-01, title: Two}\n")
    assert not [trace for trace in drawn.data if trace.showlegend]
    assert not drawn.layout.showlegend


def test_nothing_shown_is_a_picture_that_says_what_was_asked() -> None:
    drawn = _drawn(q="nothing has this word")
    assert not _marks(drawn)
    assert "nothing has this word" in _texts(drawn)


@pytest.mark.parametrize("lanes", ["theme", "actor", "kind", "status"])
def test_lanes_are_what_was_asked_for(lanes: str) -> None:
    named = {"theme": "Military", "actor": "China", "kind": "News agency", "status": "Documented"}
    text = SMALL.replace("actors: [rus, prk]", "actors: [rus, prk, chn]").replace(
        "themes: [diplomacy, military]", "themes: [military]"
    )
    assert named[lanes] in _texts(_drawn(text, lanes=lanes))


def test_a_strangers_words_are_no_markup_of_plotlys() -> None:
    text = SMALL.replace("A pact is signed", "<a href='https://evil.example'>A pact</a>").replace(
        "name: TASS", "name: <b>TASS</b>"
    )
    hover = _marks(_drawn(text))["pact"]
    assert "<a" not in hover.replace("<b>", "")
    assert "&lt;a href" in hover
    assert "&lt;b&gt;TASS" in hover


def test_its_words_lie_inside_it() -> None:
    drawn = _drawn(SMALL.replace("edition: {", f"edition: {{title: {'Long name of a record ' * 13}, ", 1), width=400)
    assert drawn.layout.width == 400
    below = drawn.layout.annotations[-1]
    lines = below.text.count("<br>") + 1
    assert -below.yshift + 18 * lines <= drawn.layout.margin.b
    assert max(map(len, below.text.split("<br>"))) <= 400 / 6.6
