"""Data: the shown events counted, and the rows of what is shown as tables and as files to take away."""

from components.data.counts import data_counts, found_counts
from components.data.tables import data_tables
from components.data.take import take_away
from components.paper.buttons import view_paper
from components.sealed.download import sealed_download
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

found_counts(view)
selection_bar(view, page="data", ignored=run.ignored())
data_counts(view)
data_tables(view, start=run.rows_start())
take_away(view, served=run.served(), of=run.record_name())
view_paper(view)
sealed_download(view)
