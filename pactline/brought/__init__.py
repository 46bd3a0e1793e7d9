"""A record that a reader brings for a visit: read within limits, checked, and never written anywhere."""
