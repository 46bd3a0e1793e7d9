"""Your own record: what a reader brings is checked, mended and shown for the visit."""
