"""What the chooser of actors found: who has part in most events, and on whose word most claims rest."""

from components.parts.finding import finding
from pactline.query.select import View
from pactline.readings import actor_profile
from pactline.tables.kept import kept
from pactline.wording import text


def found_actors(view: View) -> None:
    """Draw as the chooser's title who has part in most of what is shown."""
    finding(text("nav.actor"), *finding_words(view))


@kept(32)
def finding_words(view: View) -> tuple[str, ...]:
    """Return the headline and its sentences; an actor counts with its bodies and persons."""
    shown = actor_profile.without_actors(view)
    tops = [entry.actor.id for group in actor_profile.register(view.frames).values() for entry in group]
    counts, names = actor_profile.tally(shown).loc[tops], view.frames.names["actor"]
    found = []
    for kind, of in (("deeds", len(shown.event_rows)), ("words", len(shown.claim_rows))):
        number = int(counts[kind].max()) if len(counts) else 0
        first = counts.index[counts[kind] == number]
        if number:
            key = f"actor.found_{kind}" if len(first) == 1 else f"actor.found_{kind}_too"
            found.append(text(key, who=names[first[0]], n=number, all=of))
    return (*found, text("actor.lead")) if found else (text("actor.title"),)
