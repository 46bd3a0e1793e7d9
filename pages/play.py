"""Play: what was known when, step by step, with what each step moved and what stands against it."""

from components.parts.page_title import page_title
from components.play.panel import play_stage, title
from components.shell import run

view = run.view()

page_title(title(view))
play_stage(view, key="play")
