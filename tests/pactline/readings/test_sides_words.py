"""What two sides say of the same events."""

from pactline.query.select import whole
from pactline.readings.disagreement import among
from pactline.readings.sides_words import beside, leading
from tests.support import curated, shown

RECORD = curated()


def test_both_sides_speak_of_each_event_and_what_stands_against_comes_first() -> None:
    view = whole(RECORD)
    found = beside(view.shown, "rus", "usa")
    assert all((one.one.claims or one.one.reactions) and (one.other.claims or one.other.reactions) for one in found)
    assert [len(one.against) for one in found] == sorted((len(one.against) for one in found), reverse=True)
    told = {pair for one in found for pair in one.against}
    assert told <= {pair[:2] for pair in among(view, ("rus", "usa"))}
    assert told


def test_a_side_speaks_by_claims_and_by_reactions_but_not_by_silence() -> None:
    (found,) = beside(shown().shown, "rus", "chn")
    assert found.one.claims
    assert (found.other.claims, len(found.other.reactions)) == ((), 1)
    assert beside(shown().shown, "rus", "eu") == ()


def test_the_sides_that_say_most_lead() -> None:
    assert leading(shown().shown)[0] in (":media", "rus")
    assert leading(shown("events: [{id: a, date: 2024, title: A}]").shown) == ()
