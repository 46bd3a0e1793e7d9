"""The check of the article that a record grew from."""
