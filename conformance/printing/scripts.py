"""A text as mirror sites re-serve it: in traditional script, some characters with their pronunciation."""

from functools import cache

from opencc import OpenCC

SPOKEN = {"政": "zhèng", "息": "xī", "公": "gōng", "报": "bào", "申": "shēn", "数": "shù"}


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def as_mirrored(text: str) -> str:
    """Some characters get their pronunciation in brackets, every fifth time; then all of it turns traditional."""
    for character, sound in SPOKEN.items():
        head, *rest = text.split(character)
        text = head + "".join(
            (f"{character}({sound})" if n % 5 == 0 else character) + part for n, part in enumerate(rest)
        )
    mirrored: str = _converter().convert(text)
    return mirrored
