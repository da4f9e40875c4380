"""What is cited: the release shown, its licence, and the version of the JSON interface."""

API_VERSION = "1"
