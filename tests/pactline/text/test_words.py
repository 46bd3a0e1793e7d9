"""The words of the interface: active, short, and none of those that readers stumbled over."""

import re
from collections.abc import Iterator

import pytest
import yaml

from pactline.home import app_root

WORDS = yaml.safe_load((app_root() / "data/text/en.yaml").read_text(encoding="utf-8"))
OLD = (
    "What is claimed, and by whom", "Word of {who}", "can have been known", "Against this:", "no other voice",
    "rest on this word", "no other independent voice", "Said, denied and done", "Looked for until",
    "Who sides with whom", "What it rests on", "Can it be opened?", "Must have all", "Only what certainly",
    "Hide what rests on", "Independent sources, at least", "fits all of these at once", "Take one of the filters",
    "The selection hides", "Take this choice back", "Show it as of today", "not known yet",
    "Choose a mark or a line", "Marked are words", "Take away", "What is shown",
)  # fmt: skip
CONTRACTION = re.compile(r"\b\w+n['’]t\b|\b(?:it|that|there|here|what)['’]s\b|\b\w+['’](?:ll|re|ve)\b", re.IGNORECASE)
NAMES = ("label", "title", "button", "chip", "column")  # what stands on controls, headings and chips
LONGEST = 44  # characters


def sentences(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with the path of its keys."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from sentences(value, f"{path}.{key}".strip("."))
    elif isinstance(node, str):
        yield path, node


EVERY = list(sentences(WORDS))


@pytest.mark.parametrize("words", OLD)
def test_old_words_stay_gone(words: str) -> None:
    assert [path for path, text in EVERY if words in text] == []


def test_no_contractions() -> None:
    assert [(path, text) for path, text in EVERY if CONTRACTION.search(text)] == []


def test_labels_titles_and_buttons_are_short() -> None:
    named = [(path, text) for path, text in EVERY if path.split(".")[-1] in NAMES]
    assert len(named) > 60
    assert [(path, text) for path, text in named if len(text) > LONGEST] == []
