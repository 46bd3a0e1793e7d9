"""Pactline's composition root: the shell draws masthead and filters, then the page that the URL names."""

from components import shell
from components.panels.filters import filter_panel
from components.panels.router import router
from components.panels.stage import stage

shell.run(router=router, filters=filter_panel, stage=stage)
