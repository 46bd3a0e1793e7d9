"""Who contradicts whom."""
