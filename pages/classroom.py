"""Classroom: stories through the record, one story's outline, one of its steps as a page."""

from components import shell
from components.panels.classroom import classroom

view = shell.view()

shell.name_tab(classroom(view))
