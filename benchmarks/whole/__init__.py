"""Crawl, archive, read, check and store together, beside bare Scrapy on the same pages; and reading all of it again."""
