"""Crawls whose whole process group is killed, and whose database server is, at any moment: what is left equals a run
that nobody killed, without a step by hand."""
