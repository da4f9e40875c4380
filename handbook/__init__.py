"""The documentation as a site, with pictures of the explorer that are taken when it is built."""
