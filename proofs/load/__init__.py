"""A made nation in the database: how fast it goes in, and how fast it answers."""
