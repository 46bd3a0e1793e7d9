"""How an entry names the publications that it rests on."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from pactline.record.values import Date, Entry, Lang, Name, Quote, Url, wrong
from pactline.record.vocabulary import CitationPart, Kind, Translator

_LONGEST = 2000  # characters of an id, which may be an address
FOUNDING_ARTICLE = "founding-article"  # its words are an attribution: never an independent source


class Translation(Entry):
    """A quotation in the record's language; ``by`` says whose translation it is."""

    text: Quote
    by: Translator


class Citation(Entry):
    """One publication's part in a claim or reaction.

    What a register would say of the publication, from ``url`` on, may be written here instead:
    ``pactline.record.cited`` takes it into the register.

    Attributes:
        id: The source's id, an address, or, in a record without a register of sources, plain text. Where the citation
            says itself what it cites: its address, else its title.
        said_by: Originators as this publication gives them; they take precedence over the claim's.
        via: Who passed the originator's word on before this publication had it, nearest to the originator first.
    """

    id: Annotated[str, Field(max_length=_LONGEST)] = ""
    part: CitationPart = "supports"
    said_by: tuple[Name, ...] = ()
    via: tuple[Name, ...] = ()
    quote: Quote | None = None
    lang: Lang | None = None
    translation: Translation | None = None
    url: Url | None = None
    title: Name | None = None
    publisher: Name | None = None
    published: Date | None = None
    language: Lang | None = None
    kind: Kind | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.id:
            raise wrong("a citation names no source", "write an id, or url: and title:")
        return self


def _as_cited(value: Any) -> Any:
    """Let an id, an address or plain words stand for a citation, and what is told of a publication for its id."""
    if isinstance(value, str):
        return {"id": value}
    if not isinstance(value, dict):
        return value
    value = dict(value)
    if "published" not in value and "date" in value:
        value["published"] = value.pop("date")
    if "id" not in value:
        named = next((value[key] for key in ("url", "title", "publisher") if isinstance(value.get(key), str)), None)
        if named:
            value["id"] = named
    return value


Citations = tuple[Annotated[Citation, BeforeValidator(_as_cited)], ...]
