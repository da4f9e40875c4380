"""A whole night over thousands of simulated portals, against the crowd's own ledger and log."""
