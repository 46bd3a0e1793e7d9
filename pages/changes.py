"""Changes: the ledger of editions, what was added, corrected or withdrawn, in words; or since the address's edition."""

from components.changes.narrowed import changes_since
from components.changes.panel import changes, comparison
from components.changes.visit import visit_line
from components.parts import draw
from components.shell import run
from pactline.wording import text

view = run.view()

draw.title(text("changes.title"))
visit_line(view)
if not changes_since(view, run.beside()):
    changes(view)
    comparison(view, run.beside())
