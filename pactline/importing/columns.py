"""Columns of a stranger's table, and what of a record each is: guessed by name and content, shown, and overruled."""

import re
from collections.abc import Mapping, Sequence

from pactline.importing import date_parts, dates, links
from pactline.importing.imported import ImportFailedError, Mapped, Options
from pactline.importing.json_values import number
from pactline.text.folding import fold
from pactline.text.nearest import nearest, quoted

NOTHING = "-"  # asked for: a column that is not to come
FIELDS: Mapping[str, str] = {
    "date": "when it happened, or began",
    "end": "when it ended",
    "year": "of a date in several columns",
    "month": "likewise",
    "day": "likewise",
    "title": "what happened",
    "summary": "in a few sentences; several columns become paragraphs",
    "source": "an address, or the name of a publication; several in one cell are told apart",
    "source_title": "of the source",
    "publisher": "of the source",
    "published": "of the source",
    "place": "where",
    "lat": "degrees north",
    "lon": "degrees east",
    "actors": "who took part; several between semicolons or commas",
    "themes": "likewise",
}
_SEVERAL = frozenset({"summary", "source", "actors", "themes"})
# Names that people give columns, in the order in which they count; without accents, signs and case.
_NAMES: Mapping[str, str] = {
    "date": "date, start date, startdate, start, begin, from, date from, event date, when, datum, fecha, data, "
    "datetime, date time, timestamp, start time, point in time, time, begindate, "
    "debut, inicio, ereignisdatum, дата, 날짜, 일자, 일시, 日付, 年月日, 日期",
    "end": "end date, enddate, end, until, date to, finish, end time, stop, enddatum, fin, 종료일",
    "year": "year, jahr, annee, ano, anno, год, 연도, 年",
    "month": "month, monat, mois, mes",
    "day": "day, tag, jour, dia",
    "title": "title, headline, event, event title, name, subject, heading, label, item label, event name, titel, "
    "titre, titulo, what, content, summary title, itemlabel, eventlabel, ereignis, evenement, evento, titolo, "
    "событие, название, заголовок, 제목, 사건, 出来事, タイトル, 标题, 事件",
    "summary": "summary, description, text, body, details, detail, abstract, notes, beschreibung, "
    "item description, itemdescription, content text, note, comment, comments, information, descripcion, descricao, "
    "descrizione, описание, 내용, 설명, 説明, 内容",
    "source": "source, sources, url, link, links, source url, reference, references, citation, web, website, "
    "sourceurl, media, quelle, article, evidence, fuente, fonte, источник, 출처, 出典, 来源",
    "source_title": "source title, article title, link title, media caption",
    "publisher": "publisher, outlet, publication, source name, media credit, newspaper",
    "published": "published, publication date, date published, source date",
    "place": "place, location, where, city, venue, country, ort, lieu, lugar, place label, location label, "
    "placelabel, locationlabel, place name, location name, venue name, address, место, 장소, 場所, 地点",
    "lat": "lat, latitude, location lat, location latitude, place lat, coordinates lat, y",
    "lon": "lon, lng, long, longitude, location lon, location lng, location longitude, place lon, coordinates lng, x",
    "actors": "actors, actor, people, who, participants, persons, person, organisation, organization, parties, "
    "participantlabel, participant label, participants label",
    "themes": "themes, theme, tags, tag, category, categories, group, topic, topics, type, keywords, "
    "kategorie, subjects",
}
_CALLED: Mapping[str, tuple[str, ...]] = {meant: tuple(map(fold, names.split(", "))) for meant, names in _NAMES.items()}
_A_TITLE = 200  # characters on average that a column of titles has at most
_MOST_DATES = 0.6  # of the values of a column without a telling name: it holds dates
_LOOKED_AT = 200  # rows by which a column is judged
# Part of a column's name that says that it holds dates; plain numbers below another name are measures and numbers of
# a register as often as years.
_DATED = re.compile(
    r"\b(?:date|dates|year|years|yr|when|day|time|datum|jahr|fecha|ano|annee|anno)\b|дата|год|날짜|년|年"
)
_EARLIEST, _LATEST = 1000, 2100  # years that plain numbers are taken for without a word

Row = Mapping[str, str]


def mapped(
    columns: Sequence[str], rows: Sequence[Row], options: Options, known: Mapping[str, str] | None = None
) -> tuple[Mapped, ...]:
    """Return what each column is taken for.

    Args:
        columns: Their names, each its own.
        rows: Values by column.
        options: With what whoever imports has said of them; it wins.
        known: What the format itself says of columns.

    Raises:
        ImportFailedError: What was said names no column or no field, or no column holds dates.
    """
    found = dict(_asked(columns, options.mapping))
    why = dict.fromkeys(found, "as asked")
    for column, meant in (known or {}).items():
        if column not in found and (meant in _SEVERAL or meant not in found.values()):
            found[column], why[column] = meant, "by the format"
    for column, meant in _by_name(columns, set(found.values())):
        if column not in found:
            found[column], why[column] = meant, "by name"
    for meant, guess in (("date", _of_dates), ("title", _of_titles)):
        if meant not in found.values() and not (meant == "date" and "year" in found.values()):
            column = guess([one for one in columns if one not in found], rows)
            if not column and meant == "title":  # where nothing else names what happened, the place does
                column = next((one for one in columns if found.get(one) == "place" and why[one] == "by name"), "")
            if column:
                found[column], why[column] = meant, "by content"
    if not {"date", "year"} & set(found.values()):
        named = ", ".join(columns[:20]) or "none"
        hint = f"say which: --map COLUMN=date --map COLUMN=title; the columns are: {named}"
        raise ImportFailedError("no column holds dates", hint)
    return tuple(
        Mapped(
            column,
            "" if found.get(column) == NOTHING else found.get(column, ""),
            why.get(column, ""),
            next((row[column] for row in rows if row.get(column)), ""),
        )
        for column in columns
    )


def _asked(columns: Sequence[str], asked: Mapping[str, str]) -> list[tuple[str, str]]:
    by_fold = {fold(column): column for column in reversed(columns)}
    found = []
    for column, meant in asked.items():
        if fold(column) not in by_fold:
            hint = nearest(column, columns, "the columns are: " + ", ".join(columns[:20]))
            raise ImportFailedError(f"the file has no column {quoted(column)}", hint)
        if meant not in FIELDS and meant != NOTHING:
            hint = nearest(meant, FIELDS, f"one of: {', '.join(FIELDS)}; or {NOTHING} for nothing")
            raise ImportFailedError(f"{quoted(meant)} is no field", hint)
        found.append((by_fold[fold(column)], meant))
    return found


def _by_name(columns: Sequence[str], taken: set[str]) -> list[tuple[str, str]]:
    """Return columns whose name tells what they are; of several for one field the first of ``_CALLED``."""
    plain = {column: _plain_name(column) for column in columns}
    found: list[tuple[str, str]] = []
    free = list(columns)
    for meant, names in _CALLED.items():
        for name in names:
            if meant in taken and meant not in _SEVERAL:
                break
            for column in [one for one in free if plain[one] == name]:
                if meant in taken and meant not in _SEVERAL:
                    break
                found.append((column, meant))
                free.remove(column)
                taken.add(meant)
    return _without_parts(found)


def _without_parts(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A column "day" or "month" beside a whole date is not a part of it."""
    fields = {meant for _, meant in found}
    parts = {"year", "month", "day"}
    unused = parts if "date" in fields else set() if "year" in fields else parts
    return [(column, meant) for column, meant in found if meant not in unused]


def _plain_name(column: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    return " ".join(re.sub(r"[^\w]+|_", " ", fold(apart)).split())


def _values(column: str, rows: Sequence[Row]) -> list[str]:
    return [value for row in rows[:_LOOKED_AT] if (value := row.get(column, ""))]


def _of_dates(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the column most of whose values are dates; of several one whose name says so."""
    best, share = "", (False, _MOST_DATES)
    for column in columns:
        values, named = _values(column, rows), bool(_DATED.search(_plain_name(column)))
        dated = [value for value in values if _may_be_a_date(value)]
        good = (named, len(dated) / max(len(values), 1))
        if good[1] > _MOST_DATES and good > share and (named or not _are_only_numbers(dated)):
            best, share = column, good
    return best


def _are_only_numbers(dated: Sequence[str]) -> bool:
    """Say whether what could be dates may as well be numbers: most are, and not all of them years one after another."""
    plain = [value for value in dated if value.isdecimal()]
    years = {int(value) for value in plain if len(value) == 4 and _EARLIEST <= int(value) <= _LATEST}  # noqa: PLR2004
    several = min(len(plain), 2)
    return 2 * len(plain) > len(dated) and not (len(years) >= several and all(int(value) in years for value in plain))


def _may_be_a_date(text: str) -> bool:
    """Say whether a cell can be read as a date, whichever way round its numbers are."""
    try:
        dates.read(text, "mdy" if re.match(r"\d{1,2}/([2-3]\d|1[3-9])/", text) else "dmy")
    except date_parts.DateUnreadableError:
        return False
    return True


def _of_titles(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the column whose texts are most unlike each other, and short."""
    best, different = "", 0
    for column in columns:
        values = [value for value in _values(column, rows) if not links.safe(value) and not number(value)]
        average = sum(map(len, values)) / max(len(values), 1)
        if values and average <= _A_TITLE and len(set(values)) > different:
            best, different = column, len(set(values))
    return best
