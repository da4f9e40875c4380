"""A portal's column of annual reports found and proven: walked to, crawled by its family, a report of it read."""
