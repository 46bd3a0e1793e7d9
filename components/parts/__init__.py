"""What several subjects share: markup, colours, cards, lists, rows."""
