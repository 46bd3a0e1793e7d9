"""Counts and tables of what is shown."""
