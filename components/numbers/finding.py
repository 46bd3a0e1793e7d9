"""What the page of figures found: how many rest on parties alone, and which one most estimators give."""

from components.numbers.shown import Figure, figures
from components.numbers.spread import estimators
from components.parts.finding import finding
from pactline.query.select import View
from pactline.tables.kept import kept
from pactline.wording import text

_PARTIES = {"pact", "war"}


def found_figures(view: View) -> None:
    """Draw as the page's title how many of the shown figures nobody but a party gives."""
    finding(text("nav.numbers"), *finding_words(view))


@kept(32)
def finding_words(view: View) -> tuple[str, ...]:
    """Return the headline and its sentences; where nothing is shown, the page's name alone."""
    shown = figures(view)
    if not shown:
        return (text("numbers.title"),)
    alone, several = sum(map(_parties_alone, shown)), sum(estimators(one.rows) > 1 for one in shown)
    if len(shown) == 1:
        return text("numbers.found_one", label=shown[0].metric.label, tally=shown[0].tally), text("numbers.lead")
    if alone:
        headline = text("numbers.found_parties", n=alone, all=len(shown))
    elif several:
        headline = text("numbers.found_several", n=several, all=len(shown))
    else:
        headline = text("numbers.found_single", n=len(shown))
    most = text("numbers.found_most", label=shown[0].metric.label, spread=_spread(shown[0])) if several else ""
    return headline, most, text("numbers.lead")


def _parties_alone(figure: Figure) -> bool:
    """Say whether every estimator of a figure is known to be a party."""
    return {row["side"] for row in figure.rows} <= _PARTIES


def _spread(figure: Figure) -> str:
    return figure.spreads[0].words if figure.spreads else figure.tally
