"""A made nation handed over: are the files right, are they the same again, what do they cost in time and memory."""
