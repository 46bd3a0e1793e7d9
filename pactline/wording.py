"""Every sentence of the interface, by key, from ``data/text/en.yaml``; a record may say some of its own.

A process speaks as the record that it serves (``speak``); whatever is made of another one is made inside ``spoken``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pactline.home import app_root
from pactline.text import strict_yaml
from pactline.text.direction import isolated


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """What is spoken: each sentence by its key, unfilled. The same words are the same value, which caches hold by."""

    sentences: Mapping[str, str]


@lru_cache(maxsize=64)
def speech(own: tuple[tuple[str, str], ...] = ()) -> Speech:
    """Return what is spoken.

    Args:
        own: Names that a record has in place of ours, by key; nothing is filled into them.
    """
    return Speech(MappingProxyType(_sentences() | dict(own)))


_SPOKEN: ContextVar[Speech | None] = ContextVar("pactline_spoken", default=None)
_process: list[Speech] = []  # of the record that the process serves; none until one is open


def speaking() -> Speech:
    """Return what is spoken now."""
    return _SPOKEN.get() or (_process[0] if _process else speech())


def speak(own: Speech) -> None:
    """Speak so from now on, in every thread of the process."""
    _process[:] = [own]


@contextmanager
def spoken(own: Speech) -> Iterator[None]:
    """Speak so for a while."""
    token = _SPOKEN.set(own)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def text(key: str, **values: object) -> str:
    """Return a sentence with its values filled in.

    Args:
        key: Dotted, as ``timeline.title``. Where the entry has ``one`` and ``other``, ``n`` chooses.
        values: Fill ``{name}`` in the sentence; numbers get thousands separators, and a text from the right
            does not turn the sentence round.

    Raises:
        KeyError: There is no such sentence.
    """
    sentences = speaking().sentences
    sentence = sentences[key] if key in sentences else sentences[f"{key}.{_form(values)}"]
    if not values:
        return sentence
    return sentence.format(**{name: _filled(value) for name, value in values.items()})


def forms(key: str) -> dict[str, str]:
    """Return the forms of a sentence that a number chooses, ``one`` and ``other``, unfilled."""
    return {form: speaking().sentences[f"{key}.{form}"] for form in ("one", "other")}


def has(key: str) -> bool:
    """Say whether there is such a sentence."""
    return key in speaking().sentences


def sentences(section: str) -> dict[str, str]:
    """Return all sentences of a section by the rest of their keys, with their ``{names}`` unfilled."""
    prefix = f"{section}."
    return {key.removeprefix(prefix): said for key, said in speaking().sentences.items() if key.startswith(prefix)}


def _filled(value: object) -> object:
    if type(value) is int:
        return f"{value:,}"
    return isolated(value) if isinstance(value, str) else value


def _form(values: dict[str, object]) -> str:
    return "one" if values.get("n") == 1 else "other"


@lru_cache(maxsize=1)
def _sentences() -> dict[str, str]:
    file = app_root() / "data" / "text" / "en.yaml"
    found: dict[str, str] = {}
    _flatten(strict_yaml.read(file.read_text(encoding="utf-8")), "", found)
    return found


def _flatten(node: Any, prefix: str, found: dict[str, str]) -> None:
    for key, value in node.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", found)
        else:
            found[prefix + key] = value


def brief(words: str) -> str:
    """Return a date in words with the names of months cut to three letters: "18 Oct 2024"."""
    for name, short in _months():
        words = words.replace(name, short)
    return words


@lru_cache(maxsize=1)
def _months() -> tuple[tuple[str, str], ...]:
    return tuple((name, name[:3]) for name in (text(f"month.{n}") for n in range(1, 13)))
