"""Simulated nights: whether the morning report names each cause the same night, and no view loses what it showed."""
