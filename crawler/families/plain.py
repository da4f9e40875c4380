"""A portal whose list is not read: its reports are reached by the addresses of its registry row alone."""

from crawler.families.base import SiteSpider


class PlainSpider(SiteSpider):
    """Fetches `reports`, nothing else."""
