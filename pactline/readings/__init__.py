"""What can be read off a view: reactions, evidence, sources, actors, places, counts, exercises."""
