"""Whom a portal's keeper can turn to."""

import os
import re

from nianbao.cli.exits import WrongCall

# A mail address or a web address, in characters that a header may hold.
CONTACT = re.compile(r"(?:mailto:)?[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+|https?://[^\s()<>]+")


def contact() -> str:
    """NIANBAO_CONTACT. Raises WrongCall where it is not set, or is neither a mail nor a web address."""
    given = os.environ.get("NIANBAO_CONTACT", "").strip()
    if not given:
        raise WrongCall(
            "set NIANBAO_CONTACT to a mail address or a web page at which a portal's keeper can reach you:"
            " it is sent with every request (or answer from archives with --replay)"
        )
    if not (given.isascii() and CONTACT.fullmatch(given)):
        raise WrongCall(f"NIANBAO_CONTACT is {given!r}: give a mail address or a web address, such as you@example.org")
    return given
