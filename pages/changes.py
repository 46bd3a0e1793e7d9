"""Changes: the ledger of editions, what was added, corrected or withdrawn, in words."""

from components.changes.panel import changes, comparison
from components.parts import draw
from components.shell import run
from pactline.wording import text

view = run.view()

draw.title(text("changes.title"))
changes(view)
comparison(view, run.beside())
