"""How an entry names the publications that it rests on."""

from typing import Annotated

from pydantic import BeforeValidator

from pactline.record.values import Entry, Lang, Name, Quote, by_id
from pactline.record.vocabulary import CitationPart, Translator

FOUNDING_ARTICLE = "founding-article"  # its words are an attribution: never an independent source


class Translation(Entry):
    """A quotation in the record's language; ``by`` says whose translation it is."""

    text: Quote
    by: Translator


class Citation(Entry):
    """One publication's part in a claim or reaction.

    Attributes:
        id: The source's id, or, in a record without a register of sources, plain text.
        said_by: Originators as this publication gives them; they take precedence over the claim's.
        via: Who passed the originator's word on before this publication had it, nearest to the originator first.
    """

    id: Name
    part: CitationPart = "supports"
    said_by: tuple[Name, ...] = ()
    via: tuple[Name, ...] = ()
    quote: Quote | None = None
    lang: Lang | None = None
    translation: Translation | None = None


Citations = tuple[Annotated[Citation, BeforeValidator(by_id)], ...]
