"""What is cited: the state of the database that is shown, and the version of the JSON interface."""

from sqlalchemy import Connection

from nianbao.exports.shown import Shown, shown_state

API_VERSION = "1"


def state_shown(connection: Connection) -> Shown:
    """The state that the pages show: `dev-` and the day the kept views were made."""
    return shown_state(connection, None)
