"""About: the method, what the words mean, the licence, and readers' comments."""

from components import shell
from components.panels.about import about

view = shell.view()

about(view)
