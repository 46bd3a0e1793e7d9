"""Records as files: reading, checking, formatting, keeping and watching them."""
