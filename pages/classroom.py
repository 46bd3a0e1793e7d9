"""Classroom: stories through the record, one story's outline, one of its steps as a page."""

from components import shell
from components.panels.classroom import classroom
from components.panels.embed import embed

view = shell.view()

title = classroom(view)
if view.selection.story:
    embed(view, "classroom", title=title, served=shell.served())
shell.name_tab(title)
