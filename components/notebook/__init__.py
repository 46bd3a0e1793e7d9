"""What a notebook shows of a record: its card, and its timeline as a figure of Plotly's."""
