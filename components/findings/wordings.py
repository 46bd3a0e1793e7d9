"""One article in two languages side by side, the words marked that differ."""

from dataclasses import dataclass
from typing import ClassVar

from components.findings.said import said
from components.findings.whole import plain
from pactline.record.telling import Picture
from pactline.record.treaty import Article
from pactline.tables.frames import Frames
from pactline.wording import language_name

_CONTEXT = 110  # characters around what is marked


@dataclass(frozen=True, slots=True)
class WordedText:
    """A wording: what stands before the marked words, they themselves, what follows; and its translation, if any."""

    lang: str
    language: str
    whose: str
    before: str
    marked: str
    after: str
    translation: str


@dataclass(frozen=True, slots=True)
class WordingsValues:
    """Two wordings of an article, and what both have."""

    template: ClassVar = "findings/wordings.html"
    article: str
    texts: tuple[WordedText, ...]
    both: str


def wordings(record: Frames, picture: Picture) -> WordingsValues | None:
    """Return the two wordings of the picture's article; ``None`` unless the record has both."""
    treaty_id, _, number = (picture.article or "").rpartition("-")
    treaty = next((one for one in record.dossier.treaties if one.id == treaty_id), None)
    article = next((one for one in treaty.articles if one.number == number), None) if treaty else None
    if article is None:
        return None
    marks = dict(zip(picture.languages, picture.mark, strict=False))
    texts = [own for lang in picture.languages if (own := _text(record, article, lang, marks.get(lang, "")))]
    if len(texts) < len(picture.languages):
        return None
    both = said(record, picture.both) if picture.both else None
    return WordingsValues(number, tuple(texts), both.text if both else "")


def _text(record: Frames, article: Article, lang: str, sought: str) -> WordedText | None:
    own = next((one for one in article.wordings if one.lang == lang), None)
    if own is None:
        return None
    at = own.text.find(sought) if sought else -1
    before, marked, after = (own.text[:at], sought, own.text[at + len(sought) :]) if at >= 0 else (own.text, "", "")
    language = language_name(lang)
    return WordedText(lang, language, own.whose, _end(before), marked, _begin(after), _translated(record, lang, sought))


def _end(words: str) -> str:
    """Return the last of some words, from the beginning of one on."""
    if len(words) <= _CONTEXT:
        return words
    return "… " + words[-_CONTEXT:].partition(" ")[2]


def _begin(words: str) -> str:
    return words if len(words) <= _CONTEXT else words[:_CONTEXT].rpartition(" ")[0] + " …"


def _translated(record: Frames, lang: str, sought: str) -> str:
    """Return the translation of a quotation of the record in which the words stand; empty if there is none."""
    quotes, langs, translations = (record.column("citations", name) for name in ("quote", "lang", "translation"))
    own = (langs == lang) & quotes.fillna("").str.contains(sought, regex=False) & translations.notna()
    return plain(translations[own].iloc[0]) or "" if sought and own.any() else ""
