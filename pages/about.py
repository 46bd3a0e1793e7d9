"""About: the method, what the words mean, the licence, and readers' comments."""

from components import shell
from components.panels.about import about
from components.panels.selection_bar import selection_bar

view = shell.view()

about(view)
selection_bar(view, page="about", ignored=shell.ignored())
