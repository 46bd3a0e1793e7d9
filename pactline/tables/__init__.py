"""A record as tidy tables, their indexes, and the tables as known on an earlier day."""
