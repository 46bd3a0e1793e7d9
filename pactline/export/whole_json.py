"""All tables of what is shown as one JSON object."""

import json
from typing import Any

from pactline.export import plain_csv
from pactline.export.about import stated
from pactline.export.file_tables import FILES, columns_of, rows
from pactline.query.select import View
from pactline.tables.columns import LISTS, OPTIONAL


def to_json(view: View, base: str = "") -> str:
    """Return all tables as one JSON object, with ``about`` and ``selection``; cells as in CSV, truths as JSON's own."""
    content: dict[str, Any] = {"about": stated(view, base), "selection": view.selection.filters.to_query()}
    for name in FILES:
        found = rows(view, name, base)
        columns = columns_of(name)
        for column in (column for column, what in columns.items() if what.type in LISTS):
            optional = columns[column].type in OPTIONAL
            found[column] = [plain_csv.several(own) if own or not optional else None for own in found[column]]
        content[name] = found.astype(object).where(found.notna(), None).to_dict("records")
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    return value.item()  # numpy's numbers and truths
