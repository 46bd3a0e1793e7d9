"""The interface's sentences: each key that the code asks for exists."""

import re

import numpy as np
import pytest

from pactline.home import app_root
from pactline.record.vocabulary import KINDS, STANCES, STATUSES
from pactline.wording import has, speech, spoken, text


def asked() -> set[str]:
    """Return the keys that stand as plain text in code and templates."""
    found: set[str] = set()
    for folder in ("components", "pages"):
        for file in (app_root() / folder).rglob("*.*"):
            if file.suffix in (".py", ".html"):
                found |= set(
                    re.findall(r"""\btext\(\s*["']([a-z_0-9.]+)["']\s*[,)]""", file.read_text(encoding="utf-8"))
                )
    return found


def test_every_sentence_that_is_asked_for_exists() -> None:
    missing = {key for key in asked() if not has(key) and not has(f"{key}.one")}
    assert asked()
    assert not missing


@pytest.mark.parametrize(
    "key",
    [
        *(f"status.{s}" for s in STATUSES),
        *(f"status_meaning.{s}" for s in STATUSES),
        *(f"stance.{s}" for s in STANCES),
        *(f"kind.{k}" for k in KINDS),
    ],
)
def test_every_value_of_a_list_has_its_word(key: str) -> None:
    assert text(key)


def test_numbers_choose_their_form_and_get_separators() -> None:
    assert text("count.events", n=1) == "1 event"
    assert text("count.events", n=1204) == "1,204 events"


def test_a_further_number_chooses_its_own_word() -> None:
    assert text("finding.span_claims", n=1, sources=1) == "1 claim rests on 1 publication."
    assert text("finding.span_claims", n=1, sources=np.int64(1204)) == "1 claim rests on 1,204 publications."
    with spoken(speech("ko")):
        assert text("finding.span_claims", n=1, sources=1) == "주장 1건이 자료 1건에 바탕을 둡니다."


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("no.such.sentence")
