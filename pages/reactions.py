"""Reactions: which stance most actors took, the board of stakeholders and events, and a panel per stakeholder."""

from components.reactions.board import found_reactions, reaction_board
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

found_reactions(view)
selection_bar(view, page="reactions", ignored=run.ignored())
reaction_board(view, of=run.record_name())
