"""Every setting of Scrapy that differs from its default, in the order in which a crawl meets it, each with its reason.

One setting is our own: REPLAY, the WARC files that answer a crawl; with it the delay between requests is 0.
"""

# --- Who we are -------------------------------------------------------------------------------------------------------
BOT_NAME = "nianbao"
# Scrapy's default names Scrapy; a portal's keeper should read whose crawler came, and robots.txt is read for that name.
USER_AGENT = "nianbao"

# --- Which spiders there are ------------------------------------------------------------------------------------------
# A spider is a row of the registry and the class of its family; there are no spider modules to search.
SPIDER_LOADER_CLASS = "crawler.loader.RegistryLoader"

# --- Doors that stay shut ---------------------------------------------------------------------------------------------
# Scrapy listens on a port and runs what is typed there.
TELNETCONSOLE_ENABLED = False
# Runs code that another process of this user hands it.
REMOTE_CONTROL_ENABLED = False
# With cookies on, Scrapy downloads the public suffix list at start; no portal family needs them.
COOKIES_ENABLED = False
# A proxy from the environment would answer in the portal's stead.
HTTPPROXY_ENABLED = False

# --- How a portal is treated ------------------------------------------------------------------------------------------
# Scrapy's default ignores robots.txt.
ROBOTSTXT_OBEY = True
# Small counties' servers, some of which ask for a captcha or serve the home page after a burst: one request at a time a
# host, and with Scrapy's jitter of a half never less than a second between two.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
# Sites of different hosts go on side by side.
CONCURRENT_REQUESTS = 16
# Scrapy waits three minutes; a portal that says nothing for one is unreachable.
DOWNLOAD_TIMEOUT = 60
# Scrapy checks no certificate by default.
DOWNLOAD_VERIFY_CERTIFICATES = True

# --- How a request is answered ----------------------------------------------------------------------------------------
# Below every middleware: robots.txt, each hop of a redirect and each retry come from the archive too.
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.ReplayHandler",
    "https": "crawler.handler.ReplayHandler",
    # Portals are web sites; these two would open sockets past the archive.
    "ftp": None,
    "s3": None,
}
# Scrapy takes 1 GiB; the largest report seen (a scanned PDF) is below 40 MB.
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 32 * 1024 * 1024

# --- How an answer is taken -------------------------------------------------------------------------------------------
# A removed document answers 200 with a refresh to its parent; following it would store the parent as the report.
METAREFRESH_ENABLED = False
# Scrapy allows 20; a portal needs http -> https -> www, more is a loop.
REDIRECT_MAX_TIMES = 5

# --- What becomes of an item ------------------------------------------------------------------------------------------
ITEM_PIPELINES = {
    "pipelines.extract.ExtractPipeline": 300,
    "pipelines.check.CheckPipeline": 500,
    "pipelines.save.SavePipeline": 800,
}
# Scrapy takes 100 at once; pages are read by a few processes, and each waiting page is held in memory.
CONCURRENT_ITEMS = 8

# --- What is said while it runs ---------------------------------------------------------------------------------------
# DEBUG tells of every request; the account of each site tells what fell short.
LOG_LEVEL = "INFO"
# Chinese in exported feeds stays readable.
FEED_EXPORT_ENCODING = "utf-8"
