"""The same answer sent otherwise: late, never, in part."""

from dataclasses import replace

from simulator.message import Answer, Asked, Sending
from simulator.rules import Change, Portals


def hang() -> Change:
    """Nothing is said until the client gives up."""
    return _sent(Sending(silence="hang"))


def drop() -> Change:
    """The connection ends without a byte."""
    return _sent(Sending(silence="drop"))


def chunked() -> Change:
    """In chunks of 1,024 bytes."""
    return _sent(Sending(framing="chunked"))


def unframed() -> Change:
    """Without a length: the end of the connection ends the body."""
    return _sent(Sending(framing="close"))


def drip(pause: float, piece: int = 64) -> Change:
    """`piece` bytes at a time with a pause (seconds) between."""
    return _sent(Sending(pause=pause, piece=piece))


def cut(share: float = 0.5, framing: str = "length") -> Change:
    """The connection is cut after that share of the body.

    `framing`: `length` or `chunked`, which both tell a client that something is missing, or `close`, which does not.
    Raises KeyError for another one.
    """
    framed = {one: Sending(framing=one) for one in ("length", "chunked", "close")}[framing]

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return replace(answer, sending=replace(framed, cut_at=int(len(answer.body) * share)))

    return change


def _sent(sending: Sending) -> Change:
    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return replace(answer, sending=sending)

    return change
