"""What stands against a claim: claims that contradict it, in either direction, and publishers that dispute it."""

from collections.abc import Collection, Mapping

import pandas as pd

from pactline import knowing
from pactline.dossier import claims_of
from pactline.select import View


def claims_against(view: View, claim_ids: Collection[str]) -> Mapping[str, list[str]]:
    """Return the words of the claims that contradict some claims, as far as they could be known on the view's day.

    Returns:
        Per claim that anything contradicts, what does, in reading order, each text once.
    """
    everything = view.frames.claims
    if view.selection.known is not None:
        everything = everything[everything["known"] <= pd.Timestamp(view.selection.known)]
    words = dict(zip(everything["claim_id"].tolist(), everything["text"].tolist(), strict=True))
    asked = set(claim_ids)
    found: dict[str, dict[str, None]] = {}
    for _, claim in claims_of(view.frames.dossier):
        for other in claim.contradicts:
            for one, its in ((str(claim.id), other), (other, str(claim.id))):
                if one in asked and its in words:
                    found.setdefault(one, {})[words[its]] = None
    return {one: list(others) for one, others in found.items()}


def disputing(view: View, claim_id: str) -> list[str]:
    """Return the names of the publishers that dispute a claim and had published by the view's day."""
    cited = view.frames.citations
    own = cited.loc[(cited["claim_id"] == claim_id) & (cited["part"] == "disputes"), "source_id"]
    dossier = view.frames.dossier
    sources = [dossier.sources[source_id] for source_id in own]
    houses = [one.publisher for one in sources if knowing.published_by(one, view.selection.known)]
    return list(dict.fromkeys(dossier.publishers[house].name for house in houses if house))
