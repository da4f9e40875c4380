"""Made titles of reports and of papers that are none, and what the title rule says of each."""
