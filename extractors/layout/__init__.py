"""Which lines of a document belong to which table of which form, and what stands in their cells."""
