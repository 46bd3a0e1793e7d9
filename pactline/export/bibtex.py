"""The publications that shown rows cite as BibTeX, in UTF-8, as BibLaTeX and today's reference managers read it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pactline.export.references import references, year_of
from pactline.query.view import View
from pactline.record.dossier import slug

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_TYPES = {"article-newspaper": "article", "article-magazine": "article", "report": "techreport"}
_PUBLISHER = {"article": "journal", "techreport": "institution", "misc": "howpublished"}
# What TeX takes for a sign of its own. Braces must stay in pairs, so that theirs are words.
_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
        **dict.fromkeys("\t\r\n\x0b\x0c\x85\u2028\u2029", " "),
    }
)


def to_bibtex(view: View, base: str = "") -> str:
    """Return the references as BibTeX; arguments as of ``references``."""
    return bibtex_of(references(view, base))


def bibtex_of(items: list[dict[str, Any]]) -> str:
    """Return CSL items as BibTeX; a key is the item's id in ASCII, each once."""
    from bibtexparser.entrypoint import write_string  # noqa: PLC0415 - a page that cites nothing need not wait for it
    from bibtexparser.library import Library  # noqa: PLC0415

    taken: set[str] = set()
    return write_string(Library([_entry(item, _key(str(item["id"]), taken)) for item in items]))


def _entry(item: Mapping[str, Any], key: str) -> "Entry":
    from bibtexparser.model import Entry as Made  # noqa: PLC0415
    from bibtexparser.model import Field  # noqa: PLC0415 - likewise

    kind = _TYPES.get(item["type"], "misc")
    issued, accessed = year_of(item), year_of(item, "accessed")
    author = ", ".join(one["literal"] for one in item.get("author", ()))
    found = {
        "author": f"{{{_plain(author)}}}" if author else None,  # braced: a body is no first and last name
        "title": f"{{{_plain(item['title'])}}}" if "title" in item else None,  # so that its capitals stay
        _PUBLISHER[kind]: _plain(item["publisher"]) if "publisher" in item else None,
        "year": f"{issued[0]:04}" if issued else None,
        "month": str(issued[1]) if len(issued) > 1 else None,
        "date": _date(item) or None,
        "version": _plain(item["version"]) if "version" in item else None,
        "url": item.get("URL"),
        "urldate": _iso(accessed) or None,
        "language": item.get("language"),
        "note": _plain(item["note"]) if "note" in item else None,
    }
    return Made(kind, key, [Field(name, value) for name, value in found.items() if value])


def _date(item: Mapping[str, Any]) -> str:
    """Return when it came out, as BibLaTeX has it (EDTF), or in words where that is no day, month or year."""
    issued = item.get("issued", {})
    return _iso(year_of(item)) + ("~" if issued.get("circa") else "") or _plain(issued.get("literal", ""))


def _key(own: str, taken: set[str]) -> str:
    base = slug(own) or "source"
    key = next(one for n in range(1, len(taken) + 2) if (one := base if n == 1 else f"{base}-{n}") not in taken)
    taken.add(key)
    return key


def _iso(parts: list[int]) -> str:
    return "-".join(f"{one:0{4 if at == 0 else 2}}" for at, one in enumerate(parts))


def _plain(words: str) -> str:
    return words.translate(_SIGNS)
