"""The board of reactions as a chart to be taken away: its rows and columns are those of the page."""

from dataclasses import replace

from components.parts.charts import WIDTH, Chart, Key, nothing, why_nothing
from components.parts.packing import shorten, text_width
from components.parts.svg import broken, fill, line, paragraph, rect, stroke, words
from components.parts.theme import LIGHT, STANCE_SIGNS
from components.parts.who_says import who_says
from components.parts.word_boxes import WordBoxes
from components.reactions.board import COLUMNS, BoardCell, BoardGroup, board, finding_words, why_none
from pactline.query.select import View
from pactline.readings import stakeholders
from pactline.readings.rests_on import cited_by_reactions
from pactline.readings.stakeholders import Streak, in_order
from pactline.wording import text

_NAMES = 168.0  # px of the stakeholders' names
_SMALL, _TEXT = 12.0, 13.5  # px of type
_LINES = 7  # of an event's title
_RUN, _QUIET = 22.0, 15.0  # px that a mark takes, and a line below it
_PAD = 5.0  # px between rows
_MOST_ROWS, _MOST_RUNS = 60, 6  # stakeholders, and marks of one about one event: more is no picture


def board_chart(view: View) -> Chart:
    """Return the board of a view: stakeholders down, the events that drew most reactions across."""
    title = finding_words(view)[0]
    if not len(view.reaction_rows):
        drawn, height = nothing(why_none(view) if len(view.event_rows) else why_nothing(view))
        return Chart(title=title, elements=drawn, height=height, alt=title, page="reactions")
    said = stakeholders.spoken(view)
    crowd = stakeholders.crowd(view, said)
    columns = in_order(view, crowd["event_id"].head(COLUMNS))
    groups = board(view, said, columns, WordBoxes(view, said, events=set(columns)))
    groups, more = _first(groups)
    drawn, height = _drawn(view, columns, groups)
    left = len(crowd) - len(columns)
    runs = [run for group in groups for row in group.rows for cell in row.cells if cell for run in cell.runs]
    marks = {run.mark for run in runs}
    deeds = (Key(_tag(0, 0, ""), text("mark.deed")),) if any(run.deed for run in runs) else ()
    return Chart(
        title=title,
        elements=drawn,
        height=height,
        alt=text("picture.board_alt", rows=sum(len(group.rows) for group in groups), n=len(columns)),
        page="reactions",
        legend=(*(Key(_sign(one), text(f"mark.{one}")) for one in stakeholders.MARKS if one in marks), *deeds),
        notes=(
            f"{_upper(text('board.blank'))}.",
            *((text("picture.more_rows", n=more),) if more else ()),
            *((text("board.left_out", n=left),) if left else ()),
        ),
        sources=who_says(view.frames, cited_by_reactions(view)),
    )


def _first(groups: list[BoardGroup]) -> tuple[list[BoardGroup], int]:
    """Return the groups with as many rows as a picture holds, and how many it does not."""
    kept: list[BoardGroup] = []
    room = _MOST_ROWS
    for group in groups:
        if room > 0:
            kept.append(replace(group, rows=group.rows[:room]))
        room -= len(group.rows)
    return kept, max(-room, 0)


def _drawn(view: View, columns: list[str], groups: list[BoardGroup]) -> tuple[str, float]:
    wide = (WIDTH - _NAMES) / max(len(columns), 1)
    record, parts = view.frames, []
    heads = []
    for event in columns:
        row = record.row_of(event)
        day, title = (str(record.cell("events", name, row)) for name in ("date_words", "title"))
        days, titles = broken(day, wide - 12, _SMALL), broken(title, wide - 12, _TEXT)
        if len(titles) > _LINES:
            titles = [*titles[: _LINES - 1], f"{titles[_LINES - 1][:-1]}…"]
        heads.append((days[:2], titles))
    high = max(len(days) * _SMALL * 1.3 + len(titles) * _TEXT * 1.25 for days, titles in heads)
    for at, (days, titles) in enumerate(heads):
        x = _NAMES + at * wide + 6
        y = high - len(days) * _SMALL * 1.3 - len(titles) * _TEXT * 1.25
        above, y = paragraph(x, y, days, size=_SMALL, leading=1.3, colour="muted")
        parts += [above, paragraph(x, y, titles, size=_TEXT, leading=1.25)[0]]
    y = high + 8
    parts.append(line(0, y, WIDTH, y, stroke("ink", 2)))
    for group in groups:
        parts.append(words(0, y + 26, text(f"group.{group.name}"), size=16, bold=True, serif=True))
        y += 34
        parts.append(line(0, y, WIDTH, y, stroke("rule")))
        for one in group.rows:
            names = broken(one.name, _NAMES - 12, _TEXT, bold=True)[:4]
            tall = max(len(names) * _TEXT * 1.3, *(_height(cell, wide - 8) for cell in one.cells)) + 2 * _PAD
            parts.append(paragraph(0, y + _PAD + 2, names, size=_TEXT, leading=1.3, bold=True)[0])
            for at, cell in enumerate(one.cells):
                parts += _cell(cell, _NAMES + at * wide + 4, y + _PAD, wide - 8)
            y += tall
            parts.append(line(0, y, WIDTH, y, f"{stroke('rule')}stroke-dasharray:1 3;"))
    return "".join(parts), y


def _height(cell: BoardCell | None, wide: float) -> float:
    if cell is None:
        return 0.0
    quiet = len(_quiet(cell, wide)) * _QUIET
    more = _QUIET if len(cell.runs) > _MOST_RUNS else 0
    runs = cell.runs[:_MOST_RUNS]
    return sum(_RUN + (16 if run.deed and _crowded(run, wide) else 0) + 2 for run in runs) + more + quiet


def _cell(cell: BoardCell | None, x: float, y: float, wide: float) -> list[str]:
    """Draw what a stakeholder did about an event: a run of marks below each other."""
    if cell is None:
        return []
    parts = []
    for run in cell.runs[:_MOST_RUNS]:
        colour = LIGHT.stance[run.mark]
        tall = _RUN + (16 if run.deed and _crowded(run, wide) else 0)
        silent = run.mark == "silent"
        if not silent:
            parts.append(rect(x, y, wide, tall, f"{fill(colour)}fill-opacity:0.14;"))
        dashes = "stroke-dasharray:2 2;" if silent else ""
        parts.append(line(x + 2, y, x + 2, y + tall, stroke(colour, 4) + dashes))
        said = _run_words(run)
        parts.append(words(x + 9, y + 15.5, shorten(said, wide - 12, _TEXT) or said, size=_TEXT, bold=not silent))
        if run.deed:
            beside = not _crowded(run, wide)
            at = x + 9 + text_width(said, _TEXT, bold=True) + 8 if beside else x + 9
            parts.append(_tag(at, y + (11 if beside else 28), text("mark.deed")))
        y += tall + 2
    more = [f"+{len(cell.runs) - _MOST_RUNS}"] if len(cell.runs) > _MOST_RUNS else []
    for said in (*more, *_quiet(cell, wide)):
        parts.append(words(x + 9, y + 11, said, size=_SMALL, colour="muted"))
        y += _QUIET
    return parts


def _run_words(run: Streak) -> str:
    times = f" {text('mark.times', n=run.times)}" if run.times > 1 else ""
    return f"{STANCE_SIGNS[run.mark]} {text(f'mark.{run.mark}')}{times}"


def _crowded(run: Streak, wide: float) -> bool:
    """Say whether a deed's tag has no room beside a mark."""
    tag = text_width(text("mark.deed"), _SMALL) + 8
    return text_width(_run_words(run), _TEXT, bold=True) + 20 + tag > wide


def _quiet(cell: BoardCell, wide: float) -> list[str]:
    return broken(text("mark.quiet", n=cell.quiet), wide - 12, _SMALL) if cell.quiet else []


def _tag(x: float, middle: float, said: str) -> str:
    """Draw a tag around words; an empty one as the legend has it."""
    wide = text_width(said, _SMALL) + 8 if said else 14.0
    left = x if said else x - 7
    style = f"fill:none;{stroke('muted')}"
    box = f'<rect x="{left:.1f}" y="{middle - 7:.1f}" width="{wide:.1f}" height="14" style="{style}"/>'
    return box + (words(left + 4, middle + 4.2, said, size=_SMALL, colour="muted") if said else "")


def _sign(name: str) -> str:
    """Draw a mark as the legend has it: its colour, and its sign."""
    colour = LIGHT.stance[name]
    ground = "" if name == "silent" else rect(-8, -9, 18, 18, f"{fill(colour)}fill-opacity:0.14;")
    dashes = "stroke-dasharray:2 2;" if name == "silent" else ""
    return (
        ground
        + line(-7, -9, -7, 9, stroke(colour, 3) + dashes)
        + words(2, 5, STANCE_SIGNS[name], size=_TEXT, bold=True, anchor="middle")
    )


def _upper(said: str) -> str:
    return said[:1].upper() + said[1:]
