"""A picture is drawn by elements of HTML: each value in its place, and a stranger's words as words."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from components.findings.drawing import Bar, Drawing, Line, Mark, Set, Squares, Stack, Words, width_of, wrapped
from components.shell import streamlit_leans

FONTS = Path(__file__).parents[3] / "static" / "fonts"
SAID = (
    "“put in a state of war by an armed invasion from an individual state or several states”",
    "“It looks like another piece of fake news”",
    "Two voices against one, the treaty’s own text",
    "Denied",
)
HOSTILE = '<img src=x onerror="1">&\''


def drawn(**parts: tuple[object, ...]) -> list[ET.Element]:
    drawing = Drawing("A picture", 100, 50, "event?event=", **parts)  # type: ignore[arg-type]
    return list(ET.fromstring(f"<div>{drawing.inside}</div>"))  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("part", "kind", "style"),
    [
        ({"bars": (Bar(1.26, 2, 3, 4.04, "ink", faint=True),)}, "pic-bar faint", "--x:1.3;--y:2;--w:3;--h:4.0;color:var(--ink)"),
        ({"lines": (Line(1, 2, 11.5, 2, "hair"),)}, "pic-line hair", "--x:1;--y:2;--w:10.5;--h:0;color:var(--ink)"),
        ({"squares": (Squares(0, 0, 26, 13, 13.0, "rule"),)}, "pic-squares", "--x:0;--y:0;--w:26;--h:13;--p:13.0;color:var(--rule)"),
        ({"words": (Words(5, 6, "Said", "bold", 13, "end"),)}, "pic-word bold end", "--x:5;--y:6;--s:13"),
        ({"marks": (Mark(1, 2, 3, "circle", "ink"),)}, "pic-dot circle", "--x:1.0;--y:2.0;--r:3.0;color:var(--ink)"),
    ],
)  # fmt: skip
def test_each_thing_says_what_it_is_and_where(part: dict[str, tuple[object, ...]], kind: str, style: str) -> None:
    (own,) = drawn(**part)
    assert (own.get("class"), own.get("style")) == (kind, style)


def test_a_stranger_s_words_stay_words() -> None:
    stack = Stack((Bar(0, 0, 1, 1, "ink"),), HOSTILE, f"timeline?q={HOSTILE}")
    marks = (Mark(0, 0, 1, "circle", "ink", HOSTILE, HOSTILE), Mark(0, 0, 1, "circle", "ink", "b", "B"))
    counted, dot, _, words = drawn(stacks=(stack,), marks=marks, words=(Words(0, 0, HOSTILE),))
    assert words.text == counted.get("title") == dot.get("aria-label") == dot.get("data-pick") == HOSTILE
    assert counted.get("href") == f"timeline?q={HOSTILE}"
    assert dot.get("href") == "event?event=%3Cimg%20src%3Dx%20onerror%3D%221%22%3E%26%27"


def test_tab_stops_once_at_what_is_counted_and_once_at_what_is_marked() -> None:
    stacks = tuple(Stack((), name, "timeline") for name in "ab")
    marks = (Mark(0, 0, 1, "circle", "ink"), *(Mark(0, 0, 1, "circle", "ink", one, one) for one in "cd"))
    assert [one.get("tabindex") for one in drawn(stacks=stacks, marks=marks)] == ["0", "-1", None, "0", "-1"]


def test_words_are_broken_where_the_next_one_would_not_fit() -> None:
    said = "it had deployed its own forces in the region of a river"
    for limit in (1, 60, 90, 140.5, 1000):
        lines = wrapped(said, limit, "quote", 16)
        assert " ".join(lines) == said
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            assert width_of(line, "quote", 16) <= limit or " " not in line
            assert after is None or width_of(f"{line} {after.split()[0]}", "quote", 16) > limit


@pytest.mark.parametrize(
    ("folder", "file", "as_set", "weight", "size"),
    [
        (streamlit_leans.front() / "static" / "media", "SourceSerifVariable-Italic*.woff2", "quote", 400, 16),
        (FONTS, "first-serif.woff2", "serif", 400, 16),
        (FONTS, "first-serif.woff2", "name", 600, 23),
    ],
)
def test_words_in_serifs_are_taken_to_be_as_wide_as_their_letters_or_a_little_wider(
    folder: Path, file: str, as_set: Set, weight: int, size: int
) -> None:
    font = TTFont(next(folder.glob(file)))
    # A font that has designs for sizes is drawn in that for the size in px.
    letters, called = font.getGlyphSet(location={"wght": weight, "opsz": size}), font.getBestCmap()
    for words in SAID:
        wide = sum(letters[called[ord(letter)]].width for letter in words) * size / font["head"].unitsPerEm
        assert wide <= width_of(words, as_set, size) * 1.01  # kerning takes more than that away
        assert wide >= width_of(words, as_set, size) * 0.9
