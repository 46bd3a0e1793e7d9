"""Panels: pieces of a page that draw what a view shows."""
