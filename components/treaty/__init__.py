"""Treaties, resolutions and legal questions."""
