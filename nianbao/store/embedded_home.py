"""Where this user's database and archives lie."""

import os
import sys
from pathlib import Path


def nianbao_home() -> Path:
    """The absolute folder of data and archives, which may not exist yet: NIANBAO_HOME, else the platform's place.

    Linux: $XDG_DATA_HOME/nianbao or ~/.local/share/nianbao. macOS: ~/Library/Application Support/nianbao.
    """
    named = os.environ.get("NIANBAO_HOME")
    if named:
        return Path(named).expanduser().absolute()
    return _data_folder() / "nianbao"


def _data_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    # The XDG rule: a relative path there is to be ignored.
    return given if given.is_absolute() else Path.home() / ".local" / "share"
