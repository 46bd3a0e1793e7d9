"""What a reader asks for, and what is left of a record."""
