"""An event in few sentences: the editor's, as far as what bears them is shown; else its first claims."""

from datetime import date

from components.event.digest import digest
from components.parts.card import card
from pactline.query.select import select
from pactline.query.selection import Selection
from tests.support import tables

RECORD = """
events:
- id: a
  date: 2024-06-19
  title: A
  digest:
  - {text: It was signed., claims: [a.1]}
  - {text: Each says something else., claims: [a.2, a.3]}
  - {text: Nobody says so., claims: [a.4]}
  claims:
  - {id: a.1, text: They signed it., status: documented, sources: [wire-1, paper-1]}
  - {id: a.2, text: One., status: reported, sources: [wire-1]}
  - {id: a.3, text: Two., status: disputed, sources: [paper-1]}
  - {id: a.4, text: Three., status: alleged}
sources:
- {id: paper-1, publisher: daily, published: 2024-06-20}
- {id: wire-1, publisher: reuters, published: 2024-06-19}
publishers:
- {id: daily, name: The Daily}
- {id: reuters, name: Reuters}
"""


def lines(**query: object) -> list[tuple[str, str]]:
    view = select(tables(RECORD), Selection(**query))  # type: ignore[arg-type]
    found = digest(view, view.frames.row_of("a"), card(view, "a").claims)
    return [(line.text, line.says) for line in found]


def test_each_sentence_says_how_far_it_is_established_and_whose_word_it_is() -> None:
    assert lines() == [
        ("It was signed.", "documented, 2 voices"),
        ("Each says something else.", "reported and disputed, each by one voice"),
        ("Nobody says so.", "alleged, no source"),
    ]


def test_a_sentence_stands_only_where_all_that_bears_it_is_shown() -> None:
    assert lines(statuses=("documented", "reported")) == [("It was signed.", "documented, 2 voices")]


def test_without_a_sentence_that_holds_the_claims_tell_it() -> None:
    assert lines(statuses=("reported",)) == [("One.", "reported, Reuters alone")]
    assert lines(known=date(2024, 6, 19))[0] == ("They signed it.", "documented, Reuters alone")
