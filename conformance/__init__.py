"""Documents made to be read, with what must be read from them; knows nothing of the reader."""
