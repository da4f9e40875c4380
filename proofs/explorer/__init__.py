"""How fast the explorer answers with a million figures, and how fast it finds a phrase."""
