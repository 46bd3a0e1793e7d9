"""A selection in words: what each value of a filter is called, and all that is asked for in one line."""

from collections.abc import Mapping

from pactline.query.key_forms import Day, Hours, Number, Switch, Words
from pactline.query.selection import KEYS, Selection
from pactline.record import edtf
from pactline.record.vocabulary import KINDS, STATUSES
from pactline.tables.disputed import DISPUTED
from pactline.tables.frames import Frames
from pactline.wording import has, text


def country_name(record: Frames, code: str) -> str:
    """Return where a publisher sits: the name of the actor, else ours for the code, else the code or word itself."""
    if code in record.names["actor"]:
        return record.names["actor"][code]
    if has(f"country.{code}"):
        return text(f"country.{code}")
    return code.upper() if len(code) == len("rus") else code


def facet_names(record: Frames, key: str) -> Mapping[str, str]:
    """Return the labels of a facet's values, in the register's order."""
    if key == "status":
        return {status: text("filters.disputed" if status == DISPUTED else f"status.{status}") for status in STATUSES}
    if key == "kind":
        return {kind: text(f"kind.{kind}") for kind in KINDS}
    if key == "country":
        return {country: country_name(record, country) for country in record.values("country")}
    return record.names[key]


def value_in_words(record: Frames, name: str, value: str) -> str:
    """Return what one value of a filter is called, as its chip says it.

    Args:
        record: Whose names are used.
        name: Of the key, as in the URL.
        value: As in the URL; one that the record has.
    """
    chip = f"keys.{name}.chip"
    match KEYS[name].form:
        case Day():
            return text(chip, day=edtf.parse(value).words)
        case Hours() as hours:
            return text(chip, words=hours.said(value))
        case Words():
            return text(chip, words=value)
        case Number():
            return text(chip, n=int(value))
        case Switch():
            return text(chip)
    return facet_names(record, name)[value]


def in_words(record: Frames, selection: Selection) -> str:
    """Return what narrows a record, in one line: "from 1 January 2024; Theme: Military, Sanctions".

    Empty where nothing does; what is in focus narrows nothing.
    """
    found = []
    for name, values in selection.filters.to_query().items():
        said = [value_in_words(record, name, value) for value in values]
        plain = has(f"keys.{name}.chip") or has(f"keys.{name}.chip.one")
        found += said if plain else [text("taken.of", name=text(f"keys.{name}.label"), values=", ".join(said))]
    return "; ".join(found)
