"""What stands around every page: session, address, masthead, filters, style."""
