"""Presenting a story or a view over the whole window."""
