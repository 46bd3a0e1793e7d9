"""The sealed edition: the record, or a selection of it, as one HTML file that needs no server and no network."""
