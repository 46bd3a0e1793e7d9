"""An event in a few sentences, of which a reader of an earlier day sees those that rest on what was known."""

from datetime import date

from tests.support import tables

RECORD = """
events:
- id: a
  date: 2024-06-19
  title: A
  short: A short one
  themes: [arms]
  main_theme: arms
  digest:
  - {text: First this., claims: [a.1]}
  - {text: Then both., claims: [a.1, a.2]}
  - {text: Borne by nothing.}
  claims:
  - {id: a.1, text: One., status: reported, sources: [s]}
  - {id: a.2, text: Two., status: reported, sources: [t]}
sources:
- {id: s, published: 2024-06-20}
- {id: t, published: 2025-01-01}
"""


def test_the_table_has_each_sentence_with_what_bears_it() -> None:
    record = tables(RECORD)
    assert record.digest["text"].tolist() == ["First this.", "Then both.", "Borne by nothing."]
    assert record.digest["claims"].tolist() == [("a.1",), ("a.1", "a.2"), ()]
    assert record.events[["short", "main_theme"]].iloc[0].tolist() == ["A short one", "arms"]


def test_as_known_on_a_day_only_sentences_stay_whose_claims_were_all_known() -> None:
    assert tables(RECORD).on(date(2024, 7, 1)).digest["text"].tolist() == ["First this."]
    assert tables(RECORD).on(date(2025, 1, 1)).digest["text"].tolist() == ["First this.", "Then both."]
