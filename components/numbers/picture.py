"""A contested figure as a chart to be taken away: who gave which amount, placed as in the app."""

from components.numbers.figure import number_figure
from components.numbers.pen import elements
from components.numbers.shown import Figure, describe, estimator_name, figures, in_words_alone, lanes, legend, undrawn
from components.parts.charts import WIDTH, Chart, Key, nothing, why_nothing
from components.parts.svg import line, mark, stroke
from components.parts.theme import COUNT_SYMBOLS, LIGHT
from pactline.query.select import View
from pactline.record.vocabulary import COUNTS, NONE
from pactline.text.direction import joined
from pactline.wording import text

_NAMED = 12  # estimators


def figure_chart(view: View) -> Chart:
    """Return the figure that the selection names, else the one of most estimators.

    Raises:
        KeyError: What the selection names is no figure of the record.
    """
    asked = view.selection.metric
    if asked is not None and asked not in view.frames.dossier.metrics:
        raise KeyError(asked)
    shown = [one for one in figures(view) if asked in (None, one.metric.id)]
    drawn = lanes(shown[0]) if shown else []
    if not shown or not drawn:
        metric = shown[0].metric if shown else view.frames.dossier.metrics[asked] if asked else None
        empty, height = nothing(text("picture.no_amount") if shown else why_nothing(view, text("numbers.empty")))
        title = (metric.label if metric else None) or text("numbers.title")
        keys = {"metric": [metric.id]} if metric else {}
        own = metric.id if metric else ""
        return Chart(
            title=_titled(shown[0]) if shown else title,
            elements=empty,
            height=height,
            alt=title,
            page="numbers",
            keys=keys,
            name=own,
        )
    figure = shown[0]
    plot = number_figure(drawn, look=LIGHT, unit=figure.metric.unit, log_note=text("numbers.log"))
    return Chart(
        title=_titled(figure),
        elements=elements(plot, WIDTH),
        height=plot["layout"]["height"],
        alt=describe(figure),
        page="numbers",
        keys={"metric": [figure.metric.id]},
        legend=tuple(_legend(figure)),
        notes=tuple(_notes(figure)),
        sources=_who(figure),
        name=figure.metric.id,
    )


def _titled(figure: Figure) -> str:
    """Return the headline: what it is about, and how far apart the estimates lie."""
    if not figure.spreads:
        return text("numbers.found_one", label=figure.metric.label, tally=figure.tally)
    first = figure.spreads[0]
    return text(
        "picture.spread", label=figure.metric.label, counts=text(f"numbers.counts.{first.counts}"), words=first.words
    )


def _legend(figure: Figure) -> list[Key]:
    drawn = lanes(figure)
    counts = {one for lane in drawn for one in lane.rows["counts"]}
    sides = {one for lane in drawn for one in lane.rows["side"]}
    found = [
        Key(mark(COUNT_SYMBOLS[one], 11, 0, 0, colour=LIGHT.ink), text(f"numbers.counts.{one}"))
        for one in (*COUNTS, NONE)
        if one in counts
    ]
    if len(sides) > 1 or "no" not in sides:
        colours = LIGHT.side
        if sides & {"pact", "war"}:
            sign = mark("circle", 11, 0, 0, colour=LIGHT.paper, rim=colours["pact"], width=2.2)
            found.append(Key(sign, text("numbers.legend_party")))
        found += [
            Key(mark("circle", 11, 0, 0, colour=colours[one]), text(f"numbers.legend_{one}"))
            for one in ("no", "unknown")
            if one in sides
        ]
    signs = {
        "open": line(0, 8, 0, -3, stroke(LIGHT.ink, 1.5)) + mark("triangle-up", 8, 0, -5, colour=LIGHT.ink),
        "range": line(0, -8, 0, 8, stroke(LIGHT.ink, 2.5)),
        "span": line(-8, 0, 8, 0, stroke("muted")),
    }
    return [*found, *(Key(signs[one], text(f"numbers.legend_{one}")) for one in legend(figure, drawn) if one in signs)]


def _notes(figure: Figure) -> list[str]:
    """Return what the plot leaves out, and who among its estimators is a party."""
    n, m = undrawn(figure), in_words_alone(figure)
    return [
        *([f"{figure.independence}."] if figure.independence else []),
        *([_sentence(text("numbers.legend_log"))] if "log" in legend(figure, lanes(figure)) else []),
        *([text("numbers.in_words", n=m)] if m else []),
        *([text("numbers.undrawn", n=n)] if n else []),
    ]


def _who(figure: Figure) -> str:
    """Return who gives the estimates, with how many, those of most first."""
    counted: dict[str, int] = {}
    for row in figure.rows:
        name = estimator_name(row)
        counted[name] = counted.get(name, 0) + 1
    order = sorted(counted, key=lambda name: (-counted[name], name.casefold()))
    named = [text("picture.house", name=name, n=counted[name]) for name in order[:_NAMED]]
    more = [text("cite.more_voices", n=len(order) - _NAMED)] if len(order) > _NAMED else []
    return text("picture.estimators", tally=figure.tally, who=joined([*named, *more], ", "))


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."
