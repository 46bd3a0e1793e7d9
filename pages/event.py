"""Event: one event with each claim, who says so and who disagrees; a chooser when none is named."""

from components.changes.since import since_html
from components.event.page import event_page
from components.paper.buttons import can_be_judged, event_paper
from components.parts import draw
from components.parts.chips import chips
from components.parts.event_list import PART, event_list
from components.shell import run
from components.shell.selection_bar import selection_bar
from pactline.wording import text

view = run.view()

if view.selection.event:
    if run.ignored() or any(chips(view)):  # the bar of the event has the rest
        selection_bar(view, page="event", ignored=run.ignored(), acts=False)
    since = since_html(view, run.beside(), event=view.selection.event)
    title = event_page(view, run.card_starts(), served=run.served(), judged=can_be_judged(view), since=since)
    run.name_tab(title)
    event_paper(view)
else:
    draw.title(text("event.choose"))
    draw.say(text("event.choose_hint"))
    selection_bar(view, page="event", ignored=run.ignored())
    event_list(view, page="event", start=run.list_start(PART))
