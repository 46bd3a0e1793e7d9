"""A record's own colour: words in it can be read in both themes, and its editor is told where they could not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.parts import theme
from pactline.record import accent
from pactline.record.look import Colours
from tests.components.shell.test_theme import contrast
from tests.support import problems, tables

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_the_grounds_are_those_of_the_themes() -> None:
    for look in (theme.LIGHT, theme.DARK):
        assert accent.GROUNDS[look.name] == (look.paper, look.panel, look.card)


@settings(max_examples=40)
@given(COLOURS)
def test_whatever_is_asked_for_can_be_read_on_every_ground_of_both_themes(asked: str) -> None:
    own = Colours(light=asked)
    for name in ("light", "dark"):
        look = theme.look(name, own)
        for ground in (look.paper, look.panel, look.card, look.wash):
            assert contrast(look.accent, ground) >= 4.5
        assert contrast(look.ink, look.wash) >= 7


def test_what_can_be_read_stays_as_it_was_asked_for() -> None:
    own = tables('edition: {accent: {light: "#0b5a8a", dark: "#8CC4F0"}}\nevents: []').dossier.edition.accent
    assert (theme.look("light", own).accent, theme.look("dark", own).accent) == ("#0B5A8A", "#8CC4F0")


def test_a_colour_without_contrast_is_told_with_the_nearest_that_has_it() -> None:
    (found,) = problems('edition:\n  accent: "#FFAA00"\nevents: []\n')
    assert "the accent #FFAA00 has a contrast of 1.7:1 in the light theme; words need 4.5:1" in found.message
    assert '"#916100"' in found.hint
    assert found.line == 2
    assert problems('edition:\n  accent: "#916100"\nevents: []\n') == []


@pytest.mark.parametrize(("written", "instead"), [("'0b5a8a'", '"#0B5A8A"'), ("'#fa0'", '"#FFAA00"'), ("red", "")])
def test_what_is_no_colour_is_told_with_the_line_as_it_should_be(written: str, instead: str) -> None:
    (found,) = problems(f"edition:\n  accent: {{light: {written}}}\nevents: []\n")
    assert "is not a colour" in found.message
    assert instead in (found.instead or "")
