"""Classroom: stories through the record, one story's outline, one of its steps as a page; a story on paper."""

from components.classroom.panel import classroom
from components.paper.buttons import story_paper
from components.parts.embed import embed
from components.shell import run
from components.stage.deck import find_story

view = run.view()

title = classroom(view)
story = find_story(view.frames, view.selection.story)
if story and not view.selection.step and view.selection.known is None:
    story_paper(view, story)
if view.selection.story:
    embed(view, "classroom", title=title, served=run.served())
run.name_tab(title)
