"""Who reacted how: the board and the stakeholders."""
