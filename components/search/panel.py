"""The page: what some words find in what the filters show, said in a sentence, listed by kind, and counted beside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from components.parts import draw, markup
from components.search.gather import Gatherer
from components.search.values import (
    Bar,
    ExamplesValues,
    FieldValues,
    FoundValues,
    Group,
    NothingValues,
    Row,
    Tick,
)
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings.found import Findings, Month, find, most_cited
from pactline.record.date_words import in_words, of_year
from pactline.search.documents import KINDS, Kind
from pactline.tables.disputed import DISPUTED
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import text

MOST = 30  # hits of a kind that are written out
_BESIDE = 6  # voices and figures beside the hits
_EXAMPLES = 6
_YEARS = 7  # at most so many stand under the bars


def unworded(view: View) -> View:
    """Return a view that shows what it would without its words; they are a filter only beside others."""
    bare = replace(view.selection, words="")
    alone = bare.filters == Selection(known=bare.known).filters
    return View(bare if alone else view.selection, select(view.frames, bare).shown)


def search_field() -> None:
    """Draw the large field; always the same, so that a run of the server never touches what is typed."""
    draw.html(markup.render(FieldValues()))


def found(view: View) -> None:
    """Draw what the selection's words find."""
    with draw.box("found"):
        draw.html(found_html(view.frames, view.selection))


@kept(64)
def _html(record: Frames, selection: Selection) -> str:
    if not selection.words:
        return markup.render(_examples(record, selection))
    own = find(record, selection)
    return markup.render(_found(own, selection) if own.found.number else _nothing(own, selection))


def found_html(record: Frames, selection: Selection) -> str:
    """Return what the selection's words find, or, without words, what might be searched for."""
    return _html(record, replace(selection.filters, language=selection.language))


def _found(own: Findings, selection: Selection) -> FoundValues:
    frames = own.view.frames
    gather = Gatherer(frames, own.documents, own.terms, selection).of(own)
    groups = [
        Group(
            kind,
            len(rows),
            gather.hits(kind, rows[:MOST]),
            _all(kind, len(rows), selection),
        )
        for kind in KINDS
        if len(rows := own.found.rows[kind])
    ]
    bars, ticks, unit = _picture(own.months)
    bare = replace(selection, words="")
    return FoundValues(
        headline=_headline(own, selection.words),
        disputed=own.statuses.get(DISPUTED, 0),
        disputes=selection,
        groups=groups,
        total=own.found.number,
        bars=bars,
        ticks=ticks,
        by_claim=len(own.found.rows["claims"]) > 0,
        unit=unit,
        voices=[
            Row(_to(voice, frames, bare), frames.voice(voice), text("count.claims", n=n))
            for voice, n in list(own.voices.items())[:_BESIDE]
        ],
        figures=[
            Row(
                markup.go("numbers", replace(bare, metric=metric)),
                frames.dossier.metrics[metric].label,
                text("count.estimates", n=n),
            )
            for metric, n in list(own.metrics.items())[:_BESIDE]
        ],
    )


def _to(voice: str, frames: Frames, selection: Selection) -> Markup:
    """Return the link to an originator: its own page, or what it published."""
    if voice in frames.names["actor"]:
        return markup.go_actor(selection, voice)
    house = voice in frames.names["publisher"]
    return markup.go("sources", replace(selection, publishers=(voice,))) if house else Markup()


def _all(kind: Kind, number: int, selection: Selection) -> Markup | None:
    """Return the address of all hits, where more were found than are written out."""
    if number <= MOST or kind not in ("events", "claims"):
        return None
    return markup.go("data", replace(selection, table=None if kind == "events" else kind))


def _headline(own: Findings, words: str) -> str:
    """Return a finding: how the claims divide, else how many of the most frequent kind."""
    asked = words[:1].upper() + words[1:]
    claims = len(own.found.rows["claims"])
    if not claims:
        kind = max(KINDS, key=lambda one: len(own.found.rows[one]))
        return text(f"search.only.{kind}", words=asked, n=len(own.found.rows[kind]))
    status, most = next(iter(own.statuses.items()))
    if most == claims:
        return text(f"search.every.{status}", words=asked, n=claims)
    return text("search.some", words=asked, n=claims, most=most, status=text(f"search.are.{status}"))


def _picture(months: Sequence[Month]) -> tuple[list[Bar], list[Tick], str]:
    """Return bars by month from the first found year to the last, by year if there are many; and which it is."""
    if not months:
        return [], [], "month"
    first, last = months[0].month // 12, months[-1].month // 12 + 1
    by = 1 if last - first <= 20 else 12  # noqa: PLR2004 - months of twenty years are bars of a pixel
    counts: dict[int, int] = {}
    for month, n in months:
        counts[month // by] = counts.get(month // by, 0) + n
    places, most = (last - first) * 12 // by, max(counts.values())
    width = 100 / places
    bars = [
        Bar((at - first * 12 // by) * width, max(width * 0.84, 0.8), 100 * n / most, _bar_words(at * by, by, n))
        for at, n in sorted(counts.items())
    ]
    step = max(1, -(-(last - first) // _YEARS))
    ticks = [
        Tick((year - first) * 100 / (last - first), in_words(of_year(1970 + year))) for year in range(first, last, step)
    ]
    return bars, ticks, "month" if by == 1 else "year"


def _bar_words(month: int, by: int, n: int) -> str:
    year, own = divmod(month, 12)
    when = of_year(1970 + year) if by > 1 else ("month", 1970 + year, own + 1)
    return text("search.bar", when=in_words(when), n=n)


def _nothing(own: Findings, selection: Selection) -> NothingValues:
    bare = Selection(words=selection.words, known=selection.known)
    apart = []
    if len(own.terms) > 1:
        for term, number in zip(own.terms, own.found.by_itself, strict=True):
            said = f'"{term}"' if term.quoted or len(term.words) > 1 else str(term)
            apart.append((markup.go("search", replace(selection, words=said)), said, number))
    near = own.found.nearest
    return NothingValues(
        words=selection.words,
        near=near,
        link=markup.go("search", replace(selection, words=near)) if near else Markup(),
        apart=apart,
        narrowed=selection if selection != bare else None,
        words_only=bare,
        searched=_searched(own.documents.sizes),
    )


def _examples(record: Frames, selection: Selection) -> ExamplesValues:
    own = find(record, replace(selection, words=""))
    frames = own.view.frames
    rows = [
        (text("search.example_actors"), list(_cited(frames))),
        (text("search.example_themes"), list(_themes(frames))),
    ]
    return ExamplesValues(_searched(own.documents.sizes), [row for row in rows if row[1]])


def _cited(frames: Frames) -> Iterator[Row]:
    for voice, n in list(most_cited(frames).items())[:_EXAMPLES]:
        name = frames.voice(voice)
        yield Row(markup.go("search", Selection(words=name)), name, text("count.claims", n=n))


def _themes(frames: Frames) -> Iterator[Row]:
    counts = {theme: len(frames.events_of("theme", theme)) for theme in frames.names["theme"]}
    for theme, n in sorted(counts.items(), key=lambda one: -one[1])[:_EXAMPLES]:
        name = frames.names["theme"][theme]
        yield Row(markup.go("search", Selection(words=name)), name, text("count.events", n=n))


def _searched(sizes: dict[Kind, int]) -> str:
    """Return what is searched, of which the record has any, as a list in words."""
    parts = [text(f"search.sizes.{kind}", n=sizes[kind]) for kind in KINDS if sizes[kind]]
    last = text("search.and", some=", ".join(parts[:-1]), last=parts[-1]) if len(parts) > 1 else "".join(parts)
    return text("search.searched", what=last)
