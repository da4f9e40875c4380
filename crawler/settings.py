"""Every setting of Scrapy that differs from its default, in the order in which a crawl meets it, each with its reason.

Our own are PORTAL_DELAY, PORTAL_DELAY_MOST, PORTAL_WAIT, PORTAL_DAILY, PORTAL_WINDOW and REACHABLE_BESIDES, and, set
for one run: REPLAY (the WARC files that answer in the portals' stead), ARCHIVE (folder and name of the WARC files to
write), EARLIER (those that may hold a page already), UNTRUSTED (addresses whose last page was another than the one
asked for), PAUSES (hosts that asked an earlier crawl to be left alone: until when, and with which status), PAUSED
(archives of crawls that our own limits ended, and this one goes on with) and PASSED_OVER (by site, the held reports
that a look does not ask for).
"""

# --- Who we are -------------------------------------------------------------------------------------------------------
BOT_NAME = "nianbao"
# Scrapy's default names Scrapy; a portal's keeper should read whose crawler came, and robots.txt is read for that name.
USER_AGENT = "nianbao"
# The agent's whole line names version and contact; rules are written for the name alone.
ROBOTSTXT_USER_AGENT = "nianbao"

# --- Which spiders there are ------------------------------------------------------------------------------------------
# A spider is a row of the registry and the class of its family; there are no spider modules to search.
SPIDER_LOADER_CLASS = "crawler.loader.RegistryLoader"
# Scrapy's own `crawl` stores nothing and ends with 0 whatever was not got: `nianbao crawl` takes its place.
COMMANDS_MODULE = "nianbao.cli.scrapy_commands"

# --- Doors that stay shut ---------------------------------------------------------------------------------------------
# Scrapy listens on a port and runs what is typed there.
TELNETCONSOLE_ENABLED = False
# Runs code that another process of this user hands it.
REMOTE_CONTROL_ENABLED = False
# With cookies on, Scrapy downloads the public suffix list at start; no portal family needs them.
COOKIES_ENABLED = False
# A proxy from the environment would answer in the portal's stead.
HTTPPROXY_ENABLED = False

# A portal's name that leads to an address which is not public is not followed there. Only a simulator needs some
# besides, each as `address:port`.
REACHABLE_BESIDES: list[str] = []

# --- How a portal is treated ------------------------------------------------------------------------------------------
# Scrapy's default ignores robots.txt.
ROBOTSTXT_OBEY = True
# Small counties' servers, some of which ask for a captcha or serve the home page after a burst: one request at a time a
# host, and a second or two from the end of its answer to the next.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
PORTAL_DELAY = 1.0
PORTAL_DELAY_MOST = 2.0
# Before a request is made again: this, then twice that, or what Retry-After says.
PORTAL_WAIT = 5.0
# Requests a host and day (of China), over all crawls: a column of ten years with its files takes some two hundred, and
# what takes more can take another day. Rows and families may say otherwise.
PORTAL_DAILY = 1000
# The hours at which portals are asked, by their clock (`20:00-08:00`); none: at any.
PORTAL_WINDOW = ""
# Scrapy's own delay is counted for each site alone, and would also hold back what an archive answers.
DOWNLOAD_DELAY = 0.0
# One connection a host, also where http leads to https or two sites share it: none is kept for the next request.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Connection": "close",
}
# Sites of different hosts go on side by side.
CONCURRENT_REQUESTS = 16
# Scrapy waits three minutes; a portal that says nothing for one is unreachable.
DOWNLOAD_TIMEOUT = 60
# Scrapy checks no certificate by default.
DOWNLOAD_VERIFY_CERTIFICATES = True

# --- How a request is answered ----------------------------------------------------------------------------------------
# Below every middleware: robots.txt, each hop of a redirect and each retry go into the archive, and come from it.
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.ArchiveHandler",
    "https": "crawler.handler.ArchiveHandler",
    # Portals are web sites; these would open sockets or files past the archive.
    "ftp": None,
    "s3": None,
    "file": None,
    "data": None,
}
# Scrapy takes 1 GiB; the largest report seen (a scanned PDF) is below 40 MB.
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 32 * 1024 * 1024

# The handler writes down what came of a body that was cut, then says so itself.
DOWNLOAD_FAIL_ON_DATALOSS = False

# --- How an answer is taken -------------------------------------------------------------------------------------------
# A removed document answers 200 with a refresh to its parent; following it would store the parent as the report.
METAREFRESH_ENABLED = False
DOWNLOADER_MIDDLEWARES = {
    # RFC 9309: no answer means no.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.RobotsMiddleware": 100,
    # Above what unpacks bodies: its signs are words.
    "crawler.strangers.BlockPages": 540,
    # A body that unpacks to a thousand times its size is an attack, or a fault.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.unpacking.BoundedUnpacking": 590,
    # With growing distance, and no sooner than Retry-After says.
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.retrying.PatientRetry": 550,
    # Below Scrapy's own, which would drop such a redirect without a word to the spider.
    "crawler.strangers.ForeignRedirects": 610,
}
# Each failure is a line of the account.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
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
