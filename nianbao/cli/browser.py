"""The reader's browser, opened at an address where there is one to open."""

import os
import sys

# On these a window can be opened without a word about where.
WINDOWED = ("darwin", "win32")
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_browser(address: str) -> bool:
    """Open it; whether that was done.

    The environment's BROWSER is what the reader wants and comes first. Without it and without a display nothing is
    opened: a browser in the terminal would take it away from who asked.
    """
    import webbrowser

    return has_window() and webbrowser.open(address)


def has_window() -> bool:
    """Whether a browser can show itself, or the environment names one."""
    return sys.platform in WINDOWED or any(os.environ.get(name) for name in ("BROWSER", *DISPLAYS))
