"""Charts as pictures at an address: ``/picture/timeline.svg?theme=sanctions``, with every key of a page's address."""

from components.pictures.taking import CHARTS, NEEDS, charts_of, picture
from components.public.answering import DRAWING, Answer, Asked, Held, RefusalError
from components.public.asking import selected
from pactline.query.select import select
from pactline.wording import text

# A picture that is opened by itself is a document: it may draw, and nothing else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def chart_picture(asked: Asked, held: Held, chart: str, form: str) -> Answer:
    """Return a chart of what a query selects; an event in its address is in focus, and narrows nothing.

    Raises:
        RefusalError: There is no such chart, the query cannot be used, or it lacks what the chart is of.
    """
    if chart not in CHARTS and chart not in charts_of(held.record):
        there = ", ".join(charts_of(held.record))
        detail, hint = text("public.no_picture", name=chart), text("public.see_charts", names=there)
        raise RefusalError(404, "missing", title=text("public.missing"), where=chart, detail=detail, todo=hint)
    selection, _ = selected(asked.query, held.record)
    need = NEEDS.get(chart)
    if need and need not in selection.to_query():
        raise _refused(need, text("public.no_subject", name=chart, needs=need))
    if selection.metric and selection.metric not in held.record.dossier.metrics:
        raise _refused("metric", text("public.no_value", name="metric", value=selection.metric[:100]))
    try:
        with DRAWING:
            made = picture(select(held.record, selection), chart, "svg" if form == "svg" else "png", asked.base)
    except KeyError:  # of a finding that was not known on the selection's day
        raise _refused("known", text("public.no_picture", name=chart)) from None
    headers = [("Content-Disposition", f'inline; filename="{made.name}"')]
    headers += [("Content-Security-Policy", _POLICY)] if form == "svg" else []
    return Answer(made.content, made.mime, headers=tuple(headers))


def _refused(where: str, detail: str) -> RefusalError:
    hint = text("public.values", name=where)
    return RefusalError(400, "query", title=text("public.query"), where=where, detail=detail, todo=hint)
