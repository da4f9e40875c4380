"""Signals of our own, beside Scrapy's."""

# An answer was captured. Arguments: capture.
captured = object()
# A request got no answer. Arguments: failure, as the archive keeps it.
no_answer = object()
