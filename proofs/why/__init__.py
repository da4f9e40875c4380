"""Every figure back to its cell: read again from the archive while the database's own raw texts are gone."""
