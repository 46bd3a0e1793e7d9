"""Your own record: a reader's file, checked and mended here, shown by the whole app for the visit, and taken away."""

from components.own.panel import own_record
from components.sealed.download import sealed_download
from components.shell import run, visiting

view = run.view()

own_record(run.session_values(visiting.OWN), shown=visiting.own() is not None, show=visiting.begin)
if visiting.own():
    sealed_download(view)
