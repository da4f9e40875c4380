"""What one page may cost a reader process. A page beyond a limit is refused; the crawl goes on."""

# Measured on 2 cores: a report page peaks at <measured> of address space, interpreter and libraries included.
ADDRESS_SPACE = 1024**3
# Seconds; an ordinary page takes 0.05, the largest seen 0.6.
DEADLINE = 60.0
# Pages a process reads before it is replaced: what libraries leak, ends.
PAGES_A_PROCESS = 200
