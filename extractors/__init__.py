"""Read. Bytes in, `Report` out; no network, no database, no clock."""
