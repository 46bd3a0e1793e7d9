"""Which claims a step of a story shows: one answer for the stage, the page, the paper and the lint."""

from collections.abc import Collection, Sequence

from pactline.record.story import Step

FEW = 3  # claims of an event that a slide has room for
NAMED = 4  # of those that a step names and looks at


def shown_claims(step_claims: Sequence[str], show: Collection[str], own: Sequence[str]) -> list[str]:
    """Return the claims that a step shows, the one that stays longest first.

    Args:
        step_claims: Claims that the step names, in its order.
        show: What it looks at (``Step.show``).
        own: The claims of the event that it shows, in the record's order; none where it shows no event.
    """
    if "claims" in show and step_claims:
        return list(step_claims[:NAMED])
    named = [claim for claim in step_claims if claim in own]
    if show and named:
        return named[:NAMED]
    rest = [claim for claim in own if claim not in named]
    return [*named, *rest][: FEW if own else 0]


def shows_claims(step: Step) -> bool:
    """Say whether a step's slide is one of claims: of an event, of a timeline with one in focus, or those it names."""
    return step.page == "event" or (step.page == "timeline" and (focus_of(step) is not None or "claims" in step.show))


def focus_of(step: Step) -> str | None:
    """Return the event that a step shows, or has in focus."""
    return step.event or next(iter(step.query.get("event", ())), None)
