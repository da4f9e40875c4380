"""Signals of our own, beside Scrapy's."""

# An answer was captured. Arguments: capture.
captured = object()
