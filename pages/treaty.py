"""Treaty: the treaties side by side, their wordings, what the Security Council forbids, and the legal questions."""

from components.shell import run
from components.shell.selection_bar import selection_bar
from components.treaty.finding import found_treaty
from components.treaty.panel import treaty_page

view = run.view()

found_treaty(view)
selection_bar(view, page="treaty", ignored=run.ignored())
treaty_page(view)
