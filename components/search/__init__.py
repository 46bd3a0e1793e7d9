"""Search: the page that says what some words find, and the first hits for the field in the head of every page."""
