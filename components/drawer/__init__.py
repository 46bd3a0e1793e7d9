"""The drawer: an event's short card, or a list of events, beside what it was picked in."""
