"""Which estimates of a contested figure could be known on a day."""

from datetime import date

from pactline.query.select import View
from pactline.record.dossier import Dossier
from pactline.record.estimate import Estimate


def estimates_of(view: View, metric_id: str) -> list[Estimate]:
    """Return a metric's estimates that could be known on the view's day."""
    day = view.selection.known
    return [
        estimate
        for estimate in view.frames.dossier.estimates
        if estimate.metric == metric_id and (day is None or _known(estimate, view.frames.dossier) <= day)
    ]


def _known(estimate: Estimate, dossier: Dossier) -> date:
    dated = [dossier.sources[citation.id].published for citation in estimate.sources]
    days = [day.latest for day in dated if day is not None and not day.open_end]
    settled = estimate.as_of.earliest if estimate.as_of.open_end else estimate.as_of.latest
    return min(days) if days else settled
