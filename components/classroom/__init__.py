"""Stories, as cards, outlines and steps."""
