"""The ledger of editions."""
