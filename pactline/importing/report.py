"""What came of a file, what changed on the way and what was left, for whoever imports it."""

from collections.abc import Iterable, Sequence
from datetime import date

from pactline.files import regular_files
from pactline.importing.imported import Imported, Mapped, Note
from pactline.record import edtf
from pactline.text.nearest import quoted

_HEADS = (("changed", "Came in another form"), ("left", "Not carried"))
_SHOWN = 60  # characters of a value on a terminal
_WIDTHS = (30, 20, 20, _SHOWN)


def origin(name: str, imported: Imported) -> str:
    """Return what the edition says of where its record came from; ``name`` is the file's."""
    day = edtf.parse(date.today().isoformat()).words  # noqa: DTZ011 - the editor's own day
    return (
        f"Imported from {regular_files.shown(name)[:200]} ({imported.form}) on {day}; not checked against its sources."
    )


def table(mapped: Sequence[Mapped]) -> str:
    """Return what each column was taken for, as lines of a table."""
    rows = [("column", "becomes", "found", "for example")]
    rows += [(one.column, one.field or "nothing", one.why, one.example) for one in mapped]
    short = [[_cut(" ".join(cell.split()), most) for cell, most in zip(row, _WIDTHS, strict=True)] for row in rows]
    widths = [max(len(row[number]) for row in short) for number in range(4)]
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in short
    )


def summary(imported: Imported, *, sources: int) -> str:
    """Return in a line what came."""
    parts = [_many(len(imported.happenings), "event"), _many(sources, "source")]
    if imported.stretches:
        parts.append(_many(len(imported.stretches), "era"))
    return f"{imported.form}: {', '.join(parts)}."


def details(notes: Iterable[Note], *, most: int | None = None) -> str:
    """Return all notes, by rule.

    Args:
        notes: In the order in which they were made.
        most: Places that are named of each rule, values cut; ``None`` for all, in full.
    """
    lines: list[str] = []
    notes = list(notes)
    for kind, head in _HEADS:
        by_rule: dict[str, list[Note]] = {}
        for note in notes:
            if note.kind == kind:
                by_rule.setdefault(note.what, []).append(note)
        if not by_rule:
            continue
        lines += ["", f"{head}:"]
        for what, several in by_rule.items():
            lines.append(f"- {what}" + (f" ({len(several)} times)" if len(several) > 1 else ""))
            lines += [f"    {_place(one, cut=most is not None)}" for one in several[:most] if one.where or one.value]
            if most is not None and len(several) > most:
                lines.append(f"    and {len(several) - most:,} more")
    return "\n".join(lines).lstrip("\n")


def _place(note: Note, *, cut: bool) -> str:
    value = quoted(_cut(note.value, _SHOWN)) if cut and note.value else repr(note.value) if note.value else ""
    return ": ".join(filter(None, (note.where, value)))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
