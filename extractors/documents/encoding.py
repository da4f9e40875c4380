"""From bytes to text. Portals send GB18030 under a header that says UTF-8, and the other way round."""

import codecs
import re
from collections.abc import Iterator

from extractors.errors import Refused

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([a-z0-9_-]{2,20})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WORST = 0.02  # more unreadable characters than this, and it is another encoding or no text


def decode(body: bytes) -> str:
    """The text of a page; raises Refused when no encoding reads at least 98 % of it."""
    for encoding in _candidates(body):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _least_damaged(body)


def _candidates(body: bytes) -> Iterator[str]:
    """Encodings to try strictly: a mark, UTF-8 (which is hardly ever right by chance), the declared one, GB18030."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            yield encoding
    yield "utf-8"
    declared = _DECLARED.search(body[:4096])
    if declared and _known(declared[1].decode("ascii")):
        yield _superset(declared[1].decode("ascii").lower())
    yield "gb18030"


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _superset(name: str) -> str:
    """Pages that declare GB2312 or GBK use characters of GB18030."""
    return "gb18030" if name in {"gb2312", "gbk", "gb_2312-80", "x-gbk"} else name


def _least_damaged(body: bytes) -> str:
    texts = [body.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    best = min(texts, key=lambda text: text.count("\ufffd") / max(len(text), 1))
    share = best.count("\ufffd") / max(len(best), 1)
    if share > _WORST:
        raise Refused(f"no encoding reads this text: {share:.0%} of it stays unreadable as UTF-8 and as GB18030")
    return best
