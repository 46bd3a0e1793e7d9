"""What a URL key is: one value that says how it is read and written, what it narrows, and where a reader meets it.

The keys themselves are the fields of ``pactline.query.selection.Selection``: each field carries its own. Chips, the
command line's options, ``docs/url-keys.md``, the filter panel and the sealed edition's selection are made from them;
their words stand in ``data/text/en.yaml`` under ``keys``.
"""

from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Literal, NamedTuple, TypeAlias, get_type_hints

from pactline.query.key_forms import Form

# What a key narrows the record by:
#   how      nothing by itself; it says how other keys narrow
#   dates    events by their days, estimates without an event by their own
#   events   what only an event can fulfil
#   claims   what only a claim can fulfil; an event stays if one of its claims does
#   sources  what claims, reactions and estimates must fulfil, each by its own publications
#   nothing  what is shown of it, in which order
Narrows: TypeAlias = Literal["how", "dates", "events", "claims", "sources", "nothing"]


class Control(NamedTuple):
    """How the filter panel shows a key.

    Attributes:
        kind: ``search`` (a text), ``day``, ``tick`` (a switch), ``facet`` (values with their counts), ``least`` (as
            many or more, with counts), ``number``.
        group: ``dates`` and ``evidence`` hold several. What stands in ``facet`` shows where a facet that names it in
            ``all_by`` has two values chosen.
        place: Its place among those of its group; equal ones stand as in the URL.
    """

    kind: Literal["search", "day", "tick", "facet", "least", "number"]
    group: Literal["", "dates", "facet", "evidence"] = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the URL.

    Attributes:
        name: As in the URL; a contract with all links that were ever copied.
        form: How its values are read and written.
        narrows: What it narrows.
        control: How the filter panel shows it; ``None`` if it does not.
        all_by: The key that says whether all of its values must hold.
        checked: Whether its values are ids of the record, which a reader of the URL has to know.
        exported: Whether an export obeys it though it narrows nothing.
        default: What the field holds without it.
        field: Name of the selection's field.
    """

    name: str
    form: Form
    narrows: Narrows = "nothing"
    control: Control | None = None
    all_by: str = ""
    checked: bool = False
    exported: bool = False
    default: Any = None
    field: str = ""

    @property
    def is_filter(self) -> bool:
        """Whether it narrows the record, or says how other keys do."""
        return self.narrows != "nothing"


def keys_of(selection: type) -> dict[str, Key]:
    """Return the keys that the fields of a dataclass carry, by name, in their order."""
    hints = get_type_hints(selection, include_extras=True)
    found: dict[str, Key] = {}
    for field in fields(selection):
        assert field.default is not MISSING  # noqa: S101 - a selection of nothing says nothing
        (key,) = hints[field.name].__metadata__
        found[key.name] = replace(key, field=field.name, default=field.default)
    return found
