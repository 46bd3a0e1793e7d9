"""The kinds of value that a record's keys take, and the base of its entries.

Text comes from strangers: every value is checked here, nothing is trusted later because it loaded.
"""

import math
import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from pactline.record import edtf
from pactline.text.nearest import quoted

MAX_QUOTE_WORDS = 25

_SLUG = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_MOST, _LEAST = 1e15, 1e-9  # beyond these a number is a slip: no unit of a timeline needs them
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")


def is_slug(text: str) -> bool:
    """Say whether a text has the form of an id: lower-case letters, digits, and single - . _ between them."""
    return _SLUG.fullmatch(text) is not None


def is_safe_url(text: str) -> bool:
    """Say whether a text is an absolute http(s) address with a host, no credentials and no odd characters."""
    # Most of what is asked about are ids: the split costs ten times as much as to see that they are none.
    if text[:4].lower() != "http" or _UNSAFE_IN_URL.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def wrong(message: str, hint: str, instead: str = "") -> PydanticCustomError:
    """Return an error that carries a hint for the editor, and the value as it should be where that is plain."""
    # Through a placeholder, since the text comes from strangers and may hold braces.
    return PydanticCustomError("pactline", "{message}", {"message": message, "hint": hint, "instead": instead})


def _slug(text: str) -> str:
    if not is_slug(text):
        instead = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
        hint = "an id has lower-case letters, digits and hyphens: kim-far-east-tour"
        raise wrong(f"{quoted(text)} is not an id", hint, instead if text.isascii() else "")
    return text


def _date(value: Any) -> edtf.Edtf:
    if isinstance(value, edtf.Edtf):
        return value
    if not isinstance(value, str):
        raise wrong("a date must be text, not a list or section", edtf.EXPECTED)
    try:
        return edtf.parse(value.strip())
    except edtf.DateError as error:
        raise wrong(str(error), error.hint, error.offers[0] if len(error.offers) == 1 else "") from None


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    found = _date(value)
    plain = found.precision == "day" and not (found.approximate or found.uncertain or found.begins_at)
    if not plain or not found.drawable:
        raise wrong(f"{quoted(value)} is not one certain day", "write a day like 2024-06-19")
    return found.earliest


def _url(text: str) -> str:
    if not is_safe_url(text):
        hint = "an address begins with https:// or http:// and has no spaces"
        instead = f"https://{text}" if re.match(r"www\.[\w-]+\.", text) else text.strip("<>\"'“”")
        raise wrong(f"the address {quoted(text)} is not safe to open", hint, instead if is_safe_url(instead) else "")
    return text


def _quote(text: str) -> str:
    words = len(text.split())
    if words > MAX_QUOTE_WORDS:
        raise wrong(f"the quotation has {words} words", f"quote at most {MAX_QUOTE_WORDS} words")
    return text


def _truth(value: Any) -> Any:
    if value in ("true", "false") or isinstance(value, bool):
        return value in ("true", True)
    instead = {"yes": "true", "y": "true", "no": "false", "n": "false"}.get(str(value).casefold(), "")
    if not instead and str(value).casefold() in ("true", "false"):
        instead = str(value).casefold()
    raise wrong(f"{quoted(value)} is neither true nor false", "write true or false", instead)


def by_id(value: Any) -> Any:
    """Let a plain id stand for an entry that has nothing but an id."""
    return {"id": value} if isinstance(value, str) else value


def _number(value: Any) -> Any:
    """Read a number as people write it; what no screen could show is refused before it spoils a scale."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        hint = "write digits, with a point for decimals: 12000 or 3.5"
        raise wrong(f"{quoted(value)} is not a number", hint, _plain_number(value.strip()))
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return value  # pydantic says what it must be
    number = float(value)
    if not math.isfinite(number) or abs(number) > _MOST:
        raise wrong(f"{quoted(value)} is larger than any number of use", f"write a number up to {_MOST:g}")
    if number and abs(number) < _LEAST:
        raise wrong(f"{quoted(value)} is too small to be told from 0", f"write 0, or at least {_LEAST:g}")
    return number


def _plain_number(text: str) -> str:
    """Return a number with signs between its thousands, or a word behind it, in plain digits; else an empty text."""
    if re.fullmatch(r"[+-]?\d{1,3}([,_' \u2009\u202f\xa0]\d{3})+(\.\d+)?", text, re.ASCII):
        return re.sub(r"[^\d.+-]", "", text)
    match = re.fullmatch(r"(?P<digits>\d+(?:\.\d+)?)\s*(?P<word>thousand|million|billion)", text, re.IGNORECASE)
    if match:
        exponent = {"thousand": 3, "million": 6, "billion": 9}[match["word"].casefold()]
        return f"{float(match['digits']) * 10**exponent:.15g}"
    return ""


Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]  # a count or a place in an order, not a quantity
Id = Annotated[str, AfterValidator(_slug)]
Name = Annotated[str, Field(min_length=1, max_length=300)]
Sentence = Annotated[str, Field(min_length=1, max_length=4000)]
Date = Annotated[
    edtf.Edtf,
    BeforeValidator(_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "description": edtf.EXPECTED}),
]
Day = Annotated[date, BeforeValidator(_day)]
Lang = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]  # BCP 47
Url = Annotated[str, AfterValidator(_url)]
Quote = Annotated[str, Field(min_length=1), AfterValidator(_quote)]
Truth = Annotated[bool, BeforeValidator(_truth)]


class Entry(BaseModel):
    """Base of all entries: frozen, and a key that is not ours is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
