"""Lines made once, with gaps: filled, they are what their template makes."""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from components.data.counts import BarValues
from components.parts import markup
from components.parts.moulds import GAPS, mould


def test_a_mould_filled_is_what_the_template_makes_whole() -> None:
    made = mould(BarValues("{0} & <b>{x}", GAPS[0], GAPS[1]))
    for width, number in ((Markup("12.5"), Markup("3")), (Markup("100.0"), Markup("<a>1,000</a>"))):
        assert made(width, number) == markup.render(BarValues("{0} & <b>{x}", width, number))


def test_a_gap_may_stand_twice_and_what_fills_it_is_not_filled_again() -> None:
    @dataclass(frozen=True, slots=True)
    class Values:
        template: ClassVar = "data/number.html"
        link: Markup
        number: Markup
        what: Markup

    made = mould(Values(GAPS[0], GAPS[1], GAPS[1]))
    assert made("{1}", "n").count("{1}") == 1
    assert made("", GAPS[0]).count(GAPS[0]) == 2
