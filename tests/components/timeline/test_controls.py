"""The row over the timeline: what a record has nothing of is not offered."""

from components.timeline.controls import controls_html
from pactline.query.select import whole
from tests.support import curated, tables


def test_play_and_the_stage_are_offered_where_there_is_something_for_them() -> None:
    row = controls_html(whole(curated()), presents=True)
    assert 'href="play"' in row
    assert 'data-present="view"' in row
    plain = controls_html(whole(tables("events:\n- {date: 2024, title: x}\n")), presents=False)
    assert "to-play" not in plain
    assert "data-present" not in plain
    assert "data-copy" in plain
