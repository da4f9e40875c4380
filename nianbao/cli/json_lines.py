"""Standard error as JSON, one object a line, where NIANBAO_LOG asks for it."""

import io
import logging
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

import click

from nianbao.cli.exits import WrongCall

if TYPE_CHECKING:
    from structlog.typing import Processor

    from crawler.ledger import Shortfall
    from nianbao.store.rows import SiteOutcome

OURS = logging.getLogger("nianbao")


class Lines(io.TextIOBase):
    """Stands for standard error: each line that is written becomes an event; half a line waits for its end."""

    def __init__(self) -> None:
        super().__init__()
        self._half = ""

    def write(self, said: str) -> int:
        """Take some text."""
        *whole, self._half = (self._half + said).split("\n")
        for line in filter(str.strip, whole):
            OURS.log(logging.ERROR if line.startswith("Error:") else logging.INFO, "%s", line)
        return len(said)

    def writable(self) -> bool:
        """It is."""
        return True


def speak_json() -> bool:
    """Make everything on standard error JSON from now on, if NIANBAO_LOG says so; whether it does. Raises WrongCall."""
    wanted = os.environ.get("NIANBAO_LOG", "")
    if wanted in {"", "plain"}:
        return False
    if wanted != "json":
        raise WrongCall(f"NIANBAO_LOG is {wanted!r}: give json, or leave it out")
    if isinstance(sys.stderr, Lines):
        return True
    root = logging.getLogger()
    root.addHandler(_handler(sys.stderr))
    root.setLevel(logging.INFO)
    OURS.setLevel(logging.INFO)
    sys.stderr = Lines()
    return True


def scrapy_settings() -> dict[str, Any]:
    """Settings under which Scrapy leaves its lines to us; none where they are plain."""
    return {"LOG_ENABLED": False} if isinstance(sys.stderr, Lines) else {}


def tell_shortfall(site: str, short: "Shortfall") -> None:
    """Say what fell short: a line, or an event."""
    if not isinstance(sys.stderr, Lines):
        click.echo(f"{site}: {short.url or 'the crawl'}: {short.reason}", err=True)
        return
    facts = {"url": short.url, "trouble": short.trouble.value, "rule": short.rule, "reason": short.reason}
    OURS.warning("fell short", extra={"site": site, **facts})


def tell_site(outcome: "SiteOutcome") -> None:
    """Say how a site ended: an event, no line, since standard output has it."""
    if isinstance(sys.stderr, Lines):
        counts = {name: getattr(outcome, name) for name in ("state", "listed", "reports", "new", "changed")}
        OURS.info("site", extra={"site": outcome.site, **counts})


def _handler(stream: TextIO) -> logging.Handler:
    """A handler that writes JSON. Raises WrongCall where the extra is missing."""
    try:
        import structlog
    except ImportError as missing:
        raise WrongCall("NIANBAO_LOG=json needs an extra: pip install 'nianbao[monitor]'") from missing
    handler = logging.StreamHandler(stream)
    before: list[Processor] = [
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=last, foreign_pre_chain=before))
    handler.addFilter(_is_told)
    return handler


def _is_told(record: logging.LogRecord) -> bool:
    """Whether a record is told: ours, and of others what is amiss."""
    is_ours = record.name.partition(".")[0] == OURS.name
    return record.levelno >= (logging.INFO if is_ours else logging.ERROR)
