"""Imported by the fork server alone: what the first page would wait for is loaded once for all reader processes.

Not the list of divisions: whoever starts the processes may know of more than those that are shipped.
"""

import gc

from extractors.preload import load_ahead

load_ahead()
# What is loaded by now is never garbage: no reader process looks through it, nor copies it for that.
gc.freeze()
