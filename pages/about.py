"""About: the method, what the words mean, the licence, and readers' comments."""

from components.about.panel import about
from components.shell import run

view = run.view()

about(view)
