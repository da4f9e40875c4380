"""Digests as WARC headers write them: `sha1:` and base32 (WARC/1.1 §5.8); other algorithms and hex are understood."""

import base64
import hashlib

LABELLED = {"sha1", "sha256", "sha384", "sha512", "md5"}


def labelled_digest(data: bytes) -> str:
    """The digest we write: `sha1:` and 32 base32 characters. It guards against decay, not against an attacker."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def agrees(stated: str, data: bytes) -> bool:
    """Whether `data` has the digest `stated` (`algorithm:base32-or-hex`). An unknown algorithm never agrees."""
    name, _, value = stated.partition(":")
    algorithm = name.strip().lower().replace("-", "")
    if algorithm not in LABELLED:
        return False
    computed = hashlib.new(algorithm, data, usedforsecurity=False)
    spellings = {base64.b32encode(computed.digest()).decode("ascii").rstrip("="), computed.hexdigest().upper()}
    return value.strip().upper().rstrip("=") in spellings
