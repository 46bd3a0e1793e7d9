"""Every sentence of the interface, by key, from ``data/text/<language>.yaml``; a record may say some of its own.

Plurals, names of months and languages, and how numbers are written come from the Unicode CLDR, by Babel.

A process speaks as the record that it serves (``speak``); whatever is made of another one is made inside ``spoken``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from numbers import Integral
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from pactline.home import app_root
from pactline.text import strict_yaml
from pactline.text.direction import isolated

if TYPE_CHECKING:
    from babel import Locale

ENGLISH: Final = "en"
_OTHER: Final = "other"
_FORMS: Final = ("zero", "one", "two", "few", "many", _OTHER)


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """What is spoken; the same words are the same value, so that caches may hold by it.

    Attributes:
        language: One of ``languages()``.
        sentences: By key, unfilled.
    """

    language: str
    sentences: Mapping[str, str]


@lru_cache(maxsize=64)
def speech(language: str = ENGLISH, own: tuple[tuple[str, str], ...] = ()) -> Speech:
    """Return what is spoken.

    Args:
        language: One of ``languages()``.
        own: Names that a record has in place of ours, by key; nothing is filled into them.
    """
    return Speech(language, MappingProxyType({**_sentences(language), **dict(own)}))


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
        key: Dotted, as ``timeline.title``. Of an entry in several forms, ``n`` chooses.
        values: Fill ``{name}`` in the sentence; numbers get thousands separators, and a text from the right
            does not turn the sentence round. ``{name:claim|claims}`` is the word of these that a further number
            asks for, ``{name:large}`` a number in millions, or in what the language counts by.

    Raises:
        KeyError: There is no such sentence.
    """
    sentences = speaking().sentences
    sentence = sentences[key] if key in sentences else sentences[_key(key, values.get("n"))]
    if not values:
        return sentence
    return sentence.format(**{name: _filled(value) for name, value in values.items()})


def forms(key: str) -> dict[str, str]:
    """Return the forms of a sentence that a number chooses among, ``one`` and ``other`` in English, unfilled."""
    sentences = speaking().sentences
    return {form: sentences[one] for form in _FORMS if (one := f"{key}.{form}") in sentences}


def has(key: str) -> bool:
    """Say whether there is such a sentence."""
    return key in speaking().sentences


def sentences(section: str) -> dict[str, str]:
    """Return all sentences of a section by the rest of their keys, with their ``{names}`` unfilled."""
    prefix = f"{section}."
    return {key.removeprefix(prefix): said for key, said in speaking().sentences.items() if key.startswith(prefix)}


@dataclass(frozen=True, slots=True)
class _Amount:
    """A whole number in a sentence."""

    value: int

    def __format__(self, words: str) -> str:
        if not words:
            return number(self.value)
        if words == "large":
            return large(self.value)
        one, _, other = words.partition("|")
        return one if _form(speaking().language, self.value) == "one" else other


def _filled(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, Integral):
        return _Amount(int(value))
    return isolated(value) if isinstance(value, str) else value


def _key(key: str, n: object) -> str:
    """Return the key of the form that a number chooses."""
    speech = speaking()
    own = f"{key}.{_form(speech.language, n) if type(n) is int else _OTHER}"
    return own if own in speech.sentences else f"{key}.{_OTHER}"


def brief(words: str) -> str:
    """Return a date in words with the names of months as short as they are written: "18 Oct 2024"."""
    for name, short in zip(*_months(speaking().language), strict=True):
        words = words.replace(name, short)
    return words


def month(number: int) -> str:
    """Return a month's name, 1 for January."""
    return _months(speaking().language)[0][number - 1]


def short_month(number: int) -> str:
    """Return a month's name as short as it is written: "Jan"."""
    return _months(speaking().language)[1][number - 1]


@lru_cache(maxsize=4096)
def _number(language: str, value: float) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - a command that counts nothing need not wait for it

    return format_decimal(value, locale=locale(language), decimal_quantization=False)


def number(value: float) -> str:
    """Return a number as it is written: "12,000", "3.5"."""
    return _number(speaking().language, value)


def large(value: float) -> str:
    """Return a number in the large units that a language counts in: "4.2 million", "420만"; three decimals at most."""
    return _large(speaking().language, value)


@lru_cache(maxsize=4096)
def _large(language: str, value: float) -> str:
    from babel.numbers import format_compact_decimal  # noqa: PLC0415 - see above

    return format_compact_decimal(value, format_type="long", locale=locale(language), fraction_digits=3)


def language_name(code: str) -> str:
    """Return what a language is called, by its code of BCP 47; the code where nobody knows."""
    return _language_name(speaking().language, code)


@lru_cache(maxsize=512)
def _language_name(language: str, code: str) -> str:
    from babel import UnknownLocaleError  # noqa: PLC0415 - see above

    try:
        return str(locale(code).get_display_name(locale(language)) or code)
    except (UnknownLocaleError, ValueError):
        return code


@lru_cache(maxsize=64)
def locale(language: str) -> "Locale":
    """Return what the Unicode Common Locale Data Repository knows of a language."""
    from babel import Locale  # noqa: PLC0415 - see above

    return Locale.parse(language, sep="-")


@lru_cache(maxsize=16)
def _months(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of months as they stand in a date, and as short as they are written."""
    known = locale(language).months["format"]
    long, short = (tuple(known[width][n] for n in range(1, 13)) for width in ("wide", "abbreviated"))
    return long, short


@lru_cache(maxsize=4096)
def _form(language: str, n: int) -> str:
    return str(locale(language).plural_form(n))


@lru_cache(maxsize=16)
def plural_forms(language: str) -> frozenset[str]:
    """Return the forms that a number chooses among in a language: ``one`` and ``other`` in English."""
    return frozenset(locale(language).plural_form.tags | {_OTHER})


# The languages that there are, each a file


def languages() -> tuple[str, ...]:
    """Return the languages that the interface has."""
    return tuple(sorted(file.stem for file in (app_root() / "data" / "text").glob("*.yaml")))


def known_language(asked: str | None) -> str:
    """Return the language that is spoken where one is asked for: ``ko`` for ``ko-KR``, English where it has no file."""
    return next((one for one in (asked, (asked or "").split("-")[0]) if one in languages()), ENGLISH)


def missing(language: str) -> tuple[str, ...]:
    """Return the keys of the sentences that a language lacks, and that are English in it."""
    own = _given(language)
    return tuple(sorted({_plain(key) for key in _given(ENGLISH)} - {_plain(key) for key in own}))


def _plain(key: str) -> str:
    """Return a key without the form of a plural; ``kind.other`` is none."""
    before, _, last = key.rpartition(".")
    english = _given(ENGLISH)
    return before if last in _FORMS and f"{before}.one" in english and f"{before}.{_OTHER}" in english else key


@lru_cache(maxsize=16)
def _sentences(language: str) -> Mapping[str, str]:
    """Return the sentences of a language, English where it lacks one; each plural in the forms that there are."""
    english, own = _given(ENGLISH), _given(language)
    found = {key: said for key, said in english.items() if _plain(key) not in own}
    for key, said in own.items():
        forms = [f"{key}.{form}" for form in _FORMS if f"{key}.{form}" in english]
        found |= dict.fromkeys(forms, said) if forms else {key: said}
    for key, said in own.items():
        if key.endswith(f".{_OTHER}"):  # of a language with fewer forms than English
            found |= {one: said for form in _FORMS if (one := f"{_plain(key)}.{form}") in english and one not in own}
    return MappingProxyType(found)


@lru_cache(maxsize=16)
def _given(language: str) -> Mapping[str, str]:
    file = app_root() / "data" / "text" / f"{language}.yaml"
    found: dict[str, str] = {}
    _flatten(strict_yaml.read(file.read_text(encoding="utf-8")), "", found)
    return MappingProxyType(found)


def _flatten(node: Any, prefix: str, found: dict[str, str]) -> None:
    for key, value in node.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", found)
        else:
            found[prefix + key] = value
