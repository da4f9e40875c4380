"""Imitate. Portals of fictitious places over real HTTP(S) on loopback; knows nothing of the crawler and the reader."""
