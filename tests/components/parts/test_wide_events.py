"""An event with very many claims, publications and contradictions: what stands on its page is bounded and counted."""

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from components.event.whole import whole_html, whole_values
from components.paper import handout
from components.parts.portion import PART, Starts, portion, runs
from pactline.home import app_root
from pactline.query.select import View, whole
from pactline.record.dossier import assemble
from pactline.record.model import Record
from pactline.tables import frames


def wide(claims: int, *, against: int = 0, cited: int = 3) -> dict[str, Any]:
    """One event; each claim cites publications of its own and contradicts those after it."""
    return {
        "events": [
            {
                "id": "big",
                "date": "2024-06-19",
                "title": "Big",
                "claims": [
                    {
                        "id": f"big.{n}",
                        "text": f"Claim {n}.",
                        "sources": [{"id": f"s{n}-{m}"} for m in range(cited)],
                        "contradicts": [f"big.{(n + m) % claims}" for m in range(1, against + 1)],
                    }
                    for n in range(claims)
                ],
            },
            {"id": "other", "date": "2024-07-01", "title": "Other", "claims": []},
        ],
        "sources": [{"id": f"s{n}-{m}", "publisher": f"p{n % 7}"} for n in range(claims) for m in range(cited)],
        "reactions": [{"event": "big", "actor": f"a{n}", "summary": "s"} for n in range(claims)],
    }


def view(record: dict[str, Any]) -> View:
    return whole(frames.build(assemble(Record.model_validate(record))))


def html(seen: View, start: int = 0) -> str:
    return whole_html(seen, "big", starts=Starts(start, start))


def test_ten_times_the_claims_make_no_larger_page() -> None:
    few, many = (len(html(view(wide(claims)))) for claims in (150, 1500))
    assert many < few * 1.1


def test_ten_times_the_contradictions_make_no_larger_page() -> None:
    few, many = (len(html(view(wide(300, against=against)))) for against in (25, 250))
    assert many < few * 1.2


@given(st.integers(0, 2000), st.integers(-5, 3000))
def test_parts_leave_nothing_out(total: int, start: int) -> None:
    part = portion("claims", total, start)
    assert 0 <= part.start <= part.after <= total
    assert part.whole == (total <= PART * 3 // 2)
    places = [place for first in range(0, max(total, 1), PART) for place in range(*_ends(total, first))]
    assert sorted(set(places)) == list(range(total))


def _ends(total: int, start: int) -> tuple[int, int]:
    part = portion("claims", total, start)
    return part.start, part.after


@given(st.sets(st.integers(0, 60)))
def test_runs_say_each_number_once(numbers: set[int]) -> None:
    said: list[int] = []
    for run in filter(None, runs(sorted(numbers)).split(", ")):
        first, _, last = run.partition("–")
        said += range(int(first), int(last or first) + 1)
    assert said == sorted(numbers)


def test_the_parts_say_which_they_are_and_turn() -> None:
    seen = view(wide(200))
    first, last = html(seen), html(seen, start=180)
    assert "Claims 1 to 60 of 200" in first
    assert "Claims 181 to 200 of 200" in last
    assert 'data-list="60" data-of="claims"' in first
    assert "Reactions 181 to 200 of 200" in last
    assert 'data-list="120" data-of="reactions"' in last
    ids = set(re.findall(r'<details class="claim" id="([^"]+)"', last))
    assert ids == {f"big.{n}" for n in range(180, 200)}
    assert set(re.findall(r'data-jump="(big\.\d+)"', last)) == ids, "the table's links lead to claims that are there"


def test_a_pair_stands_once_though_each_of_its_claims_names_the_other() -> None:
    told = whole_values(view(wide(6, against=5)), "big").disagreements
    assert told is not None
    assert told.total == 15
    assert sum(len(each.others) for each in told.each) == 15


def test_a_handout_names_few_contradictions_and_counts_the_rest() -> None:
    values = handout.of_event(view(wide(30, against=29)), "big", printed=date(2026, 1, 1))
    against = values["sections"][0]["claims"][0]["against"]
    assert len(against) == 11
    assert against[-1]["text"] == "And 19 more claims"


@pytest.mark.parametrize("sought", ["big.150", "nothing"])
def test_a_link_to_a_claim_of_another_part_brings_it(
    sought: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:

    file = tmp_path / "wide.yaml"
    file.write_text(json.dumps(wide(200, cited=1)), encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(file))
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    app.query_params["event"] = "big"
    app.run()
    app.switch_page("pages/event.py").run()
    app.session_state["_sought"] = sought
    app.run()
    assert not app.exception
    body = "\n".join(element.proto.body for element in app.get("html"))
    assert ('id="big.150"' in body) == (sought == "big.150")
    assert ("Claims 121 to 180 of 200" in body) == (sought == "big.150")
