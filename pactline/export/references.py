"""The publications that shown rows cite, as CSL-JSON has them: what BibTeX and RIS are made of, too.

The form is the input of the Citation Style Language 1.0.2. The first entry is the record itself, so that a list of
references says whose list it is: edition, licence, selection, address.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from pactline.export.about import in_a_line, stated
from pactline.query.view import View
from pactline.record import edtf
from pactline.record.model import Source
from pactline.wording import text

Item: TypeAlias = dict[str, Any]
_OWN = "this-record"
_TYPES = {  # of publications, by the kind of publisher; what cannot be told is a web page, or a document without one
    "wire": "article-newspaper",
    "newspaper": "article-newspaper",
    "state_media": "article-newspaper",
    "magazine": "article-magazine",
    "think_tank": "report",
    "encyclopedia": "entry-encyclopedia",
    "database": "dataset",
    "blog": "post-weblog",
    "social": "post",
    "forum": "post",
}
_PLAIN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?(?P<mark>[?~%]?)", re.ASCII)


def references(view: View, base: str = "") -> list[Item]:
    """Return the record itself, and each publication that what is shown cites, as CSL items.

    Args:
        view: What is shown.
        base: Where the app is served; without, the record has no address.
    """
    sources = view.frames.dossier.sources
    cited = [sources[one] for one in view.sources["source_id"]]
    taken = {one.id for one in cited}
    own = next(one for n in range(len(taken) + 1) if (one := _OWN + "_" * n) not in taken)
    return [_record(view, own, base), *(_item(view, one) for one in cited)]


def to_csl(view: View, base: str = "") -> str:
    """Return the references as CSL-JSON."""
    return json.dumps(references(view, base), ensure_ascii=False, indent=1) + "\n"


def csl_date(written: str) -> Item:
    """Return a date as CSL has it: its parts where it is a day, month or year, else in words. CSL has no times.

    Args:
        written: EDTF; "about" and "uncertain" become ``circa``.
    """
    day, _, time = written.partition("T")
    found = _PLAIN.fullmatch(day) if "/" not in time else None
    if not found:
        return {"literal": edtf.parse(written).words}
    parts = [int(one) for one in (found["year"], found["month"], found["day"]) if one]
    return {"date-parts": [parts]} | ({"circa": True} if found["mark"] else {})


def csl_day(day: date) -> Item:
    """Return a day as CSL has it."""
    return {"date-parts": [[day.year, day.month, day.day]]}


def record_item(view: View, own: str) -> Item:
    """Return a CSL item of the record without what is said of a selection: title, version, date.

    Args:
        view: Of the record.
        own: The item's id.
    """
    edition = view.frames.dossier.edition
    item: Item = {"id": own, "type": "dataset", "title": edition.title or text("site.name")}
    item |= {"version": edition.version} if edition.version else {}
    item |= {"issued": csl_day(edition.as_of)} if edition.as_of else {}
    return item


def _record(view: View, own: str, base: str) -> Item:
    about = stated(view, base)
    address = {"URL": about["address"]} if "address" in about else {}
    return {**record_item(view, own), **address, "note": in_a_line(view, base)}


def _item(view: View, source: Source) -> Item:
    houses = view.frames.dossier.publishers
    house = houses.get(source.publisher or "")
    kind = _TYPES.get((house.kind if house else None) or "", "webpage" if source.url else "document")
    name = view.frames.voice(source.publisher) if source.publisher else None
    found: Item = {"id": source.id, "type": kind}
    found |= {"title": source.title} if source.title else {}
    found |= {"container-title": name} if name and kind not in ("report", "dataset", "document") else {}
    found |= {"publisher": name} if name else {}
    found |= {"issued": csl_date(source.published.text)} if source.published else {}
    found |= {"URL": source.url} if source.url else {}
    found |= {"accessed": csl_day(source.read.on)} if source.url and source.read and source.read.on.year > 1 else {}
    found |= {"language": source.language} if source.language else {}
    return found | {"note": _note(view, source, state=bool(house and house.state_controlled))}


def _note(view: View, source: Source, *, state: bool) -> str:
    """Return what a reader must know of a publication: who controls and who carries it, and how much was read."""
    carriers = view.frames.called(source.carried_by)
    said = [
        text("taken.state") if state else "",
        text("taken.carried", who=", ".join(carriers)) if carriers else "",
        text("taken.archived", address=source.archived_url) if source.archived_url else "",
        text(f"sources.read_{source.read.extent if source.read else 'none'}"),
    ]
    return "; ".join(filter(None, said))


def year_of(item: Mapping[str, Any], of: str = "issued") -> list[int]:
    """Return the parts of an item's date, year first; empty where it has none."""
    parts: list[list[int]] = item.get(of, {}).get("date-parts", [[]])
    return parts[0]
