"""Why a document is not read."""


class Refused(Exception):
    """The document cannot be read here; raised by `read` with a line that says why and, where possible, what to do."""


class NeedsRoom(Exception):
    """The document is a picture or needs a converter, which takes more memory and time than a page may; raised by
    `read` with `room=False`, for a process that has not got it."""


class FormatNotRead(Refused):
    """The document is of a format that is not read here; raised by `read`, which names the extra where there is one."""
