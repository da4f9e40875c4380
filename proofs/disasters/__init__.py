"""Disasters in the night: the disk full, the database down, the clock set, no names; each told, nothing lost by any."""
