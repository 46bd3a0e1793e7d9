"""The record as a site of plain files: the app's own pages, for whoever has a host for files and no server."""
