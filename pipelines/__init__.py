"""Join. A fetched page becomes a read, checked, stored report."""
