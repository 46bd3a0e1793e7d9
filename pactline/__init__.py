"""Pactline: a sourced record, who says what in it, and the tables that pages draw."""

__version__ = "0.1.0"
