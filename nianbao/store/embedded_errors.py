"""What the embedded server says when it cannot serve."""


class EmbeddedFailed(Exception):
    """The embedded server cannot be made, started, reached or stopped; raised by the store's embedded modules.

    The message says what happened, what to do and, where there is one, the end of the server's log.
    """
