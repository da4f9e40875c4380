"""*Audit.* How right a release is: a probability sample, coded blind by two persons, and the error rates it implies.

Plain rows in, plain rows out: where a release is kept, and where an archived page, is the caller's affair.
"""
