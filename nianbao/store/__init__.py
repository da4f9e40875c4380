"""Keep. The tables, how they change, how rows go in and come out."""
