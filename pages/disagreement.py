"""Disagreement: who contradicts whom, pair by pair, with both words."""

from components.disagreement.panel import disagreements, headline
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

headline(view)
selection_bar(view, page="disagreement", ignored=run.ignored())
disagreements(view, start=run.rows_start())
