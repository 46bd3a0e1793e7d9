"""Overview: what it is about, how much is recorded, who reacted how, and the whole record at a glance."""

from components import shell
from components.panels.overview import overview

overview(shell.view(), look=shell.look())
