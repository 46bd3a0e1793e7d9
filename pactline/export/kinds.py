"""What kind of value a column of a file holds, and what each standard calls that kind."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pactline.record.vocabulary import YES_OR_NO
from pactline.tables.columns import Column

Kind: TypeAlias = Literal["truth", "whole", "number", "day", "text"]
DATATYPES: Mapping[Kind, str] = {  # CSV on the Web, 6.4
    "truth": "boolean",
    "whole": "integer",
    "number": "double",
    "day": "date",
    "text": "string",
}
FIELD_TYPES: Mapping[Kind, str] = {  # Table Schema, version 1
    "truth": "boolean",
    "whole": "integer",
    "number": "number",
    "day": "date",
    "text": "string",
}


def is_truth(what: Column) -> bool:
    """Say whether a column holds truths: true, false, and missing where nobody can tell."""
    return what.type == "flag" or set(YES_OR_NO) <= set(what.values)


def kind_of(what: Column) -> Kind:
    """Return what kind of value a column holds in a file; several texts in a cell are one text."""
    if is_truth(what):
        return "truth"
    kinds: dict[str, Kind] = {"small": "whole", "count": "whole", "year": "whole", "float": "number", "day": "day"}
    return kinds.get(what.type, "text")


def plain_words(meaning: str) -> str:
    """Return a column's meaning without the marks of Markdown."""
    return meaning.replace("`", "")
