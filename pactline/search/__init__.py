"""Search: what a record has of some words, ranked; pure functions around an index that is made once per record."""
