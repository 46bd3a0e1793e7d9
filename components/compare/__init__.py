"""How stances moved between two events."""
