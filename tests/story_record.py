"""A small record with stories, for the tests of the stage and the classroom."""

from tests.support import SMALL

STORIES = """
stories:
- id: talks
  title: From talks to a pact
  summary: How it came about.
  minutes: 20
  age: from 15
  goals: [Tell one voice from several.]
  questions: [Who is missing?, What would settle it?]
  steps:
  - {event: early-talks, say: Begin slowly., look: The word of one service., ask: Who says so?}
  - {event: pact, title: The pact, claims: [pact.2], say: Two accounts., ask: Whose word is it?}
  - {title: What was known then, view: "timeline?known=2023-09-30", look: What is not there.}
  - {title: Who took which side, view: "reactions?event=pact", ask: Who is silent?}
  - {title: Whose pages, view: sources, look: The first one.}
  - {title: In articles, view: "treaty?q=help", look: The wording., ask: What does it promise?}
  - {event: bare, look: Nothing is claimed.}
- {id: untold, title: Not yet written}
"""
STORIED = SMALL + STORIES
