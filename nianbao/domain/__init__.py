"""Know. Report, Figure, Finding; forms, rules, divisions, titles: data and total functions."""
