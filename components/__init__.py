"""What the pages are made of: the shell, the look, figures (pure) and panels (which draw)."""
