"""Portals over some weeks of a spring, night by night, with what befalls them; and the ledger of it."""
