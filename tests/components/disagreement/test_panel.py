"""The page Disagreement as HTML: a finding, the sides, each pair once with both words."""

import re
from pathlib import Path

import pytest

from components.disagreement.panel import SIZE
from pactline.query.select import whole
from pactline.readings.disagreement import disagreement
from tests.components.shell.test_pages import html, opened
from tests.support import curated

RECORD = """
actors:
- {id: ann, name: Ann}
- {id: bob, name: Bob}
- {id: cy, name: Cy}
events:
- date: 2024-01-01
  id: e
  title: It happens
  claims:
  - {id: a, text: It is so, status: alleged, said_by: [ann]}
"""


def test_the_headline_is_the_largest_number_between_two_named_sides() -> None:
    text = html(opened("disagreement"))
    said = re.search(r"<h1>(.+?) and (.+?) contradict each other (\d+) times</h1>", text)
    assert said
    names = curated().names["actor"]
    numbers = {
        (names[one], names[other]): n
        for one, other, n in disagreement(whole(curated()).shown).between
        if one in names and other in names and one != other
    }
    assert int(said[3]) == max(numbers.values()) == numbers[said[1], said[2]]
    assert text.count('class="dispute"') == SIZE


def test_two_sides_of_a_link_show_their_pairs_alone_with_both_words_and_a_way_to_compare() -> None:
    text = html(opened("disagreement", side=["kor", "rus"]))
    assert "South Korea and Russia contradict each other" in text
    assert 'href="compare?event=' in text
    assert ">Show all</a>" in text
    assert 'aria-current="true"' in text.split('class="between-sides"', 1)[1]


@pytest.mark.parametrize("query", [{"q": "zzzz-nothing"}, {"known": "1900"}])
def test_where_nobody_disagrees_in_a_part_of_the_record_the_page_says_so_of_that_part(query: dict[str, str]) -> None:
    text = html(opened("disagreement", **query))
    assert "<h1>Nobody disagrees in what is shown.</h1>" in text
    assert "between-sides" not in text


def test_where_nobody_disagrees_in_the_record_the_page_says_so_and_draws_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "events.yaml").write_text(RECORD, encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(tmp_path / "events.yaml"))
    text = html(opened("disagreement"))
    assert "<h1>Nobody in the record disagrees.</h1>" in text
    assert "between-sides" not in text


def test_the_table_has_no_empty_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    against = "".join(
        f"  - {{id: {n}, text: {n} is not so, status: alleged, said_by: [{who}], contradicts: [a]}}\n"
        for n, who in (("b", "bob"), ("c", "bob"), ("d", "cy"))
    )
    (tmp_path / "events.yaml").write_text(RECORD + against, encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(tmp_path / "events.yaml"))
    table = html(opened("disagreement")).split('<table class="between-sides">', 1)[1].split("</table>", 1)[0]
    head, body = table.split("<tbody>")
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in body.split("</tr>")]
    assert re.findall(r'<th scope="col"><span>(.*?)</span>', head) == ["Ann"]
    assert [len(row) for row in rows if row] == [1, 1, 1]
    assert [bool(row[0]) for row in rows if row] == [False, True, True]
