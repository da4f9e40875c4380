"""The report sent out: to a webhook as JSON, or by mail. Where to, the environment says."""

import json
import os
import ssl
from collections.abc import Callable
from datetime import date, datetime
from html import escape
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from nianbao.jobs.morning.mail import sent_by_mail
from nianbao.jobs.morning.report import Morning
from nianbao.jobs.morning.words import headline, lines, plain
from nianbao.jobs.morning.wrong import NotDelivered, WrongAddress

__all__ = ["NotDelivered", "WrongAddress", "delivery"]
PATIENCE = 30.0  # seconds


def delivery() -> Callable[[Morning], None]:
    """What sends the report wherever the environment says, each place once. Raises WrongAddress where it says none.

    Raises NotDelivered when called, where one of the places did not take it; the others have it.
    """
    ways: list[Callable[[Morning], None]] = []
    if webhook := secret("NIANBAO_WEBHOOK", os.environ.get("NIANBAO_WEBHOOK"), os.environ.get("NIANBAO_WEBHOOK_FILE")):
        ways.append(posted_to(webhook))
    if os.environ.get("NIANBAO_MAIL_TO"):
        password = os.environ.get("NIANBAO_SMTP_PASSWORD"), os.environ.get("NIANBAO_SMTP_PASSWORD_FILE")
        ways.append(sent_by_mail(secret("NIANBAO_SMTP_PASSWORD", *password)))
    if not ways:
        raise WrongAddress("set NIANBAO_WEBHOOK, or NIANBAO_MAIL_TO and NIANBAO_SMTP: there is nowhere to send it")

    def deliver(told: Morning) -> None:
        failed = [failure for way in ways if (failure := _tried(way, told))]
        if failed:
            raise NotDelivered("; ".join(failed))

    return deliver


def _tried(way: Callable[[Morning], None], told: Morning) -> str:
    try:
        way(told)
    except NotDelivered as failure:
        return str(failure)
    return ""


def secret(name: str, given: str | None, file: str | None) -> str:
    """A setting given as it is or by the file that holds it; empty: neither. Raises WrongAddress."""
    if not file:
        return (given or "").strip()
    if given:
        raise WrongAddress(f"{name} and {name}_FILE are both set: give one")
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as failure:
        raise WrongAddress(f"{name}_FILE cannot be read: {failure}") from failure


def posted_to(address: str) -> Callable[[Morning], None]:
    """What posts the report to an address: http or https, certificates checked. Raises WrongAddress."""
    parts = urlsplit(address)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or not address.isascii()
        or address.split() != [address]
    ):
        raise WrongAddress("NIANBAO_WEBHOOK is no http or https address")

    def post(told: Morning) -> None:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Content-Type": "application/json", "User-Agent": "nianbao"}
        connection = connection_to(parts.scheme, parts.hostname or "", parts.port)
        try:
            connection.request("POST", path, body_of(told), headers)
            status = connection.getresponse().status
        except (OSError, HTTPException) as failure:
            raise NotDelivered(f"the webhook failed: {plain(failure) or type(failure).__name__}") from failure
        finally:
            connection.close()
        if 300 <= status < 400:
            raise NotDelivered(
                f"the webhook answered {status}: a redirect is not followed, give the address it leads to"
            )
        if not 200 <= status < 300:
            raise NotDelivered(f"the webhook answered {status}")

    return post


def connection_to(scheme: str, host: str, port: int | None) -> HTTPConnection:
    """A connection; it follows no redirect."""
    if scheme == "https":
        return HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    return HTTPConnection(host, port, timeout=PATIENCE)


def body_of(told: Morning) -> bytes:
    """The JSON: `text` for those who show it, escaped as for HTML, which most of them take it for; `report` whole."""
    text = "\n".join(escape(line) for line in lines(told))
    body = {"text": text, "headline": escape(headline(told)), "report": told.to_json()}
    return json.dumps(body, ensure_ascii=True, default=_plain).encode()


def _plain(value: object) -> str:
    match value:
        case datetime() | date():
            return value.isoformat()
        case _:
            raise TypeError(f"{value!r} is not told")
