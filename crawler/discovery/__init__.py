"""Where a portal keeps its annual reports: walked from its home page, or looked for again where a list has moved."""
