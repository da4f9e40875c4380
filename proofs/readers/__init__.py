"""Either of the two readers broken on purpose: what the other finds; and how much of a document both read."""
