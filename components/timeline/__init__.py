"""The timeline: its figure, its component, its controls."""
