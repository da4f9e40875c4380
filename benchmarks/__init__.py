"""How fast and in how much memory, beside peers in the same run on one core; `python -m benchmarks`."""
