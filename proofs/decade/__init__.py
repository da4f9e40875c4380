"""Fifteen simulated years of two hundred counties, looked at once a year over HTTP, and held against the ledger."""
