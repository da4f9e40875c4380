"""Read again, from the archive, what is held: no network, no spiders; the functions are a crawl's."""
