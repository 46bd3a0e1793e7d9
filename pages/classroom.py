"""Classroom: stories through the record, one story's outline, one of its steps as a page; a story on paper."""

from components import shell
from components.panels.classroom import classroom
from components.panels.deck import find_story
from components.panels.embed import embed
from components.panels.paper import story_paper

view = shell.view()

title = classroom(view)
story = find_story(view.frames, view.selection.story)
if story and not view.selection.step and view.selection.known is None:
    story_paper(view, story)
if view.selection.story:
    embed(view, "classroom", title=title, served=shell.served())
shell.name_tab(title)
