"""The pictures of findings: what they show is the record's, and no words stand over others or outside."""

import itertools
from typing import Any

import pytest

from components.findings import pictures
from components.findings.estimates import estimates
from components.findings.placing import Box
from components.findings.said import Drawn
from components.findings.says import says
from components.findings.stances import stances
from components.findings.voices import voices
from components.findings.wordings import wordings
from pactline.query.selection import Selection
from pactline.readings.findings import findings
from pactline.wording import text
from tests.support import curated, tables

DRAW = {"says": says, "estimates": estimates, "stances": stances, "voices": voices}


def told(kind: str) -> Any:
    return next(one for one in findings(curated(), text) if one.picture and one.picture.kind == kind)


def drawn(kind: str) -> Drawn:
    found = DRAW[kind](curated(), told(kind).picture, Selection())
    assert found is not None
    return found


@pytest.mark.parametrize("kind", DRAW)
def test_no_words_of_a_picture_stand_over_others_or_outside(kind: str) -> None:
    for drawing in (drawn(kind).wide, drawn(kind).narrow):
        room = Box(-1, -1, drawing.width + 1, drawing.height + 1)
        for words in drawing.words:
            assert words.box.within(room), (drawing.width, words)
        for one, other in itertools.combinations(drawing.words, 2):
            assert not one.box.meets(other.box), (drawing.width, one.text, other.text)


def test_squares_are_as_many_as_claims() -> None:
    squares = drawn("voices").wide.squares
    found = sum(round(one.width / one.pitch) * round(one.height / one.pitch) for one in squares)
    assert found == curated().size("claims")
    assert DRAW["voices"](tables(""), told("voices").picture, Selection()) is None


def test_each_statement_and_each_estimate_is_a_mark_that_opens_its_event() -> None:
    marks = drawn("says").wide.marks
    assert len(marks) == sum(len(row.items) for row in told("says").picture.rows)
    assert {"nis-troop-announcement-2024", "gerasimov-acknowledges-2025"} <= {mark.event for mark in marks}
    rows = curated().estimates
    own = rows[(rows["metric"] == "artillery-shells") & rows[["low", "high", "value"]].notna().any(axis=1)]
    assert len(drawn("estimates").wide.marks) == len(own)
    assert any("10 million" in words.text for words in drawn("estimates").wide.words)


def test_the_one_who_moved_has_an_arrow() -> None:
    assert [line.kind for line in drawn("stances").wide.lines if line.kind.startswith("span")] == ["span-left"]


def test_both_wordings_are_the_records_with_the_marked_words() -> None:
    both = wordings(curated(), told("wordings").picture)
    assert both is not None
    assert [one.marked for one in both.texts] == list(told("wordings").picture.mark)
    assert all(one.before or one.after for one in both.texts)


def test_every_finding_of_the_curated_record_has_its_picture() -> None:
    for one in findings(curated(), text):
        if one.picture and one.picture.kind != "whole":
            assert pictures.picture_of(curated(), one, Selection()), one.id
