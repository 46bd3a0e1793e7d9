"""Contested figures."""
