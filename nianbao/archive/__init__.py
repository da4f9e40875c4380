"""Hold. WARC in, WARC out, index, verify; no Scrapy, no database."""
