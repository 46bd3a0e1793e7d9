"""The sourcing exercise."""
