"""Text as readers write it: one form for all its forms, its direction, near misses."""
