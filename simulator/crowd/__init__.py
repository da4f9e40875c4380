"""Thousands of portals behind one port, in a process of their own: enough for a whole night of a crawler."""
