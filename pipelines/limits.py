"""What one document may cost a reader process. One beyond a limit is refused; the crawl goes on."""

# Bytes. Measured on CPython 3.11, Linux: pages of the sample take 50 MB, interpreter and libraries included; a page of
# 31 MB, the largest that is read, 260 MB.
ADDRESS_SPACE = 1024**3
# Seconds. Measured on one busy core: pages of the sample take 0.08 at most, a page of 31 MB takes 5.
DEADLINE = 60.0
# The same for pictures, which are recognised, and for DOC and RTF, which LibreOffice converts.
ROOMY_ADDRESS_SPACE = 6 * 1024**3
ROOMY_DEADLINE = 300.0
# Documents a process reads before it is replaced: what a library leaks then ends.
PAGES_A_PROCESS = 200
# The same where a task is a batch: documents that are read again in one go, and batches before a process is replaced.
BATCH = 32
BATCHES_A_PROCESS = 32
# Reading is bound by the processor; beyond these, memory is.
MOST_PROCESSES = 8
