"""The looks: every promised contrast is computed, and the configuration repeats the same grounds."""

import math
import tomllib

import pytest

from components.parts.theme import DARK, LIGHT, SIGNS, STANCE_SIGNS, SYMBOLS, Look, look, printed_charts
from pactline.home import app_root
from pactline.record.article import VERDICTS
from pactline.record.vocabulary import STANCES, STATUSES


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
BLINDNESS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: str, matrix) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as seen with a colour vision."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    seen = [min(1, max(0, sum(weight * part for weight, part in zip(row, linear, strict=True)))) for row in matrix]
    x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047
    y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, matrix) -> float:
    """CIE76 colour difference."""
    return math.dist(lab(one, matrix), lab(other, matrix))


LOOKS = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@LOOKS
def test_text_is_readable_on_every_ground(theme: Look) -> None:
    for ground in (theme.paper, theme.panel):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5


@LOOKS
def test_marks_stand_out_from_every_ground(theme: Look) -> None:
    for name, colour in [*theme.status.items(), *theme.stance.items(), *theme.verdict.items(), *theme.side.items()]:
        for ground in (theme.paper, theme.panel):
            assert contrast(colour, ground) >= 3, (name, ground)


@LOOKS
def test_names_are_readable_on_the_maps_land(theme: Look) -> None:
    assert contrast(theme.ink, theme.rule) >= 7
    assert contrast(theme.muted, theme.rule) >= 4.5
    assert contrast(theme.accent, theme.rule) >= 3  # an open mark


@LOOKS
@pytest.mark.parametrize("vision", BLINDNESS)
def test_statuses_can_be_told_apart_with_any_colour_vision(theme: Look, vision: str) -> None:
    colours = [(name, theme.status[name]) for name in STATUSES]
    for place, (name, colour) in enumerate(colours):
        for other_name, other in colours[place + 1 :]:
            assert distance(colour, other, BLINDNESS[vision]) >= 10, (name, other_name)


def test_each_status_has_a_shape_and_a_sign_of_its_own() -> None:
    for signs in (SYMBOLS, SIGNS):
        assert set(signs) == {*STATUSES, "none"}
        assert len(set(signs.values())) == len(signs)


def test_each_stance_has_a_sign_and_a_colour() -> None:
    assert {*STANCES, "denies", "silent", "none"} == set(STANCE_SIGNS) == set(LIGHT.stance) == set(DARK.stance)


def test_each_verdict_has_a_colour() -> None:
    assert set(VERDICTS) == set(LIGHT.verdict) == set(DARK.verdict)


@LOOKS
@pytest.mark.parametrize("vision", BLINDNESS)
def test_sides_can_be_told_apart_with_any_colour_vision(theme: Look, vision: str) -> None:
    party, other, unknown = (theme.side[name] for name in ("war", "no", "unknown"))
    assert theme.side["pact"] == party  # both are parties; the words say to what
    for one, another in ((party, other), (party, unknown), (other, unknown)):
        assert distance(one, another, BLINDNESS[vision]) >= 10


@LOOKS
def test_the_configuration_repeats_the_theme(theme: Look) -> None:
    config = tomllib.loads((app_root() / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme.name]
    assert config["backgroundColor"] == theme.paper
    assert config["secondaryBackgroundColor"] == theme.panel
    assert config["textColor"] == theme.ink
    assert config["primaryColor"] == config["linkColor"] == theme.accent
    assert config["borderColor"] == theme.rule


def test_an_unknown_scheme_is_light() -> None:
    assert look(None) is LIGHT
    assert look("dark") is DARK


def test_every_dark_colour_of_a_chart_has_its_light_one_on_paper():
    rules = printed_charts()
    for name in ("paper", "panel", "ink", "muted", "rule", "accent"):
        dark = [int(getattr(DARK, name)[at : at + 2], 16) for at in (1, 3, 5)]
        wanted = f'fill: rgb({dark[0]}, {dark[1]}, {dark[2]})"]{{fill:{getattr(LIGHT, name)}!important}}'
        assert wanted in rules, name
    for meaning in ("status", "stance", "verdict", "side"):
        for name, colour in getattr(DARK, meaning).items():
            dark = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
            assert f"stroke: rgb({dark[0]}, {dark[1]}, {dark[2]})" in rules, (meaning, name)
    assert rules.startswith("@media print{")
