"""The record that somebody begins with: two events, their claims and sources, and a comment at each thing to know."""

from collections.abc import Mapping

_EVENTS = """\
# A record of your own. Replace these two events by yours: nothing else needs to be kept.
# Look at it:       pactline run .
# What is wrong:    pactline check .
# One style:        pactline fmt .
# Every key there is: docs/editors-guide.md, and 'pactline schema' for completion in an editor.
edition:
  version: 1  # raise it when readers should notice
  as_of: 2024-09-30  # the last day that it covers
  title: The footbridge at the mill
  # short: The mill        # its name in the head of each page; logo, accent, language, about: the guide has them
  # lead: bridge-closed  # the event that its front page opens with
  # licence: CC BY 4.0   # under which others may pass it on
  # note: Who keeps this record, and how.
  # presets:             # stretches of time to go to at once
  # - {name: The closure, from: 2024-03-04, to: 2024-09-14}
# An event is what happened, on a day or as exactly as is known: 2024-03-04, 2024-03, 2024, 2024-03~ (about).
# Its place is drawn on the map where it has lat and lon, in degrees.
events:
- id: bridge-closed
  date: 2024-03-04
  title: The council closes the footbridge at the mill
  summary: An inspection finds rot in two beams.
  place: {name: Mill Lane}
  actors: [town-council]
  themes: [repairs]
  importance: 3  # 3 carries the story, 2 is a step of it, 1 a detail
  claims:
  # A claim is one sentence that can be checked: how sure it is, who says so, and where that can be read.
  # Sources are named by their ids in sources.yaml; a plain address, in quotation marks, will do as well.
  - id: bridge-closed.1
    text: The council closed the footbridge on 4 March 2024.
    status: documented  # the act itself is open to see; else reported, alleged, disputed or projection
    said_by: [town-council]
    sources: [council-notice-2024-03-04]
  - id: bridge-closed.2
    text: Two of its six beams were rotten.
    status: reported
    sources: [gazette-2024-03-07]

- id: bridge-reopened
  date: 2024-09
  title: The footbridge opens again
  summary: The beams are replaced, and the bridge is open.
  place: {name: Mill Lane}
  actors: [town-council]
  themes: [repairs]
  links: [{to: bridge-closed, type: responds-to, sources: [gazette-2024-09-12]}]
  claims:
  - id: bridge-reopened.1
    text: The footbridge was open again by mid-September 2024.
    status: reported
    sources: [gazette-2024-09-12]

actors:
- {id: town-council, name: The town council, kind: body}

themes:
- {id: repairs, name: Repairs}
"""

_SOURCES = """\
# What was read, once each; events name it by its id. Add url only where you opened the page, and read: says when.
sources:
- {id: council-notice-2024-03-04, publisher: council, title: Notice of closure, published: 2024-03-04, language: en}
- {id: gazette-2024-03-07, publisher: gazette, title: Rot found in the mill bridge, published: 2024-03-07, language: en}
- {id: gazette-2024-09-12, publisher: gazette, title: Mill bridge open again, published: 2024-09-12, language: en}
# Whose they are. state_controlled: a state owns or funds it and directs what it publishes.
publishers:
- {id: council, name: The town council, kind: government, state_controlled: true}
- {id: gazette, name: The town gazette, kind: newspaper, state_controlled: false}
"""


def files() -> Mapping[str, str]:
    """Return the starter's files by name: a record that has no problem, in the one style."""
    return {"events.yaml": _EVENTS, "sources.yaml": _SOURCES}
