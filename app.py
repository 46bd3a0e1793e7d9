"""Pactline's composition root: the shell draws masthead and filters, then the page that the URL names."""

from components import shell

shell.run()
