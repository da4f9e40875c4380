"""The report as a mail: plain text alone, so that nothing a portal wrote is ever markup."""

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler import clock
from nianbao.jobs.morning.report import Morning
from nianbao.jobs.morning.words import headline, lines, plain
from nianbao.jobs.morning.wrong import NotDelivered, WrongAddress

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
PATIENCE = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `scheme`: smtp (STARTTLS where offered), smtp+starttls (required) or smtps (from the start)."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @property
    def is_near(self) -> bool:
        """Whether it is on this machine, so that a password crosses no network."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def sent_by_mail(password: str) -> Callable[[Morning], None]:
    """What sends the report as NIANBAO_SMTP, NIANBAO_MAIL_TO and their fellows say. Raises WrongAddress."""
    server = server_of(os.environ.get("NIANBAO_SMTP", ""), os.environ.get("NIANBAO_SMTP_USER", ""), password)
    to = addresses_of("NIANBAO_MAIL_TO", os.environ.get("NIANBAO_MAIL_TO", ""))
    sender = addresses_of("NIANBAO_MAIL_FROM", os.environ.get("NIANBAO_MAIL_FROM", "") or to[0])[0]

    def send(told: Morning) -> None:
        try:
            with connected(server) as connection:
                connection.send_message(message_of(told, sender, to))
        except (OSError, smtplib.SMTPException) as failure:
            raise NotDelivered(f"the mail server {server.host} refused: {plain(failure)}") from failure

    return send


def message_of(told: Morning, sender: str, to: list[str]) -> EmailMessage:
    """The mail; its head holds nothing that a portal wrote."""
    message = EmailMessage()
    message["Subject"] = plain(headline(told))
    message["From"], message["To"] = sender, ", ".join(to)
    message["Date"] = format_datetime(clock.now())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(lines(told)) + "\n")
    return message


def server_of(address: str, user: str, password: str) -> Server:
    """NIANBAO_SMTP read: `smtp://host:port`. Raises WrongAddress."""
    parts = urlsplit(address if "://" in address else f"smtp://{address}")
    if not parts.hostname or parts.scheme not in PORTS:
        raise WrongAddress(f"NIANBAO_SMTP is no mail server: give {', '.join(f'{name}://host' for name in PORTS)}")
    if parts.username or parts.password:
        raise WrongAddress("NIANBAO_SMTP names a user: give NIANBAO_SMTP_USER and NIANBAO_SMTP_PASSWORD_FILE instead")
    return Server(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], user, password)


def addresses_of(name: str, given: str) -> list[str]:
    """Mail addresses, divided by commas. Raises WrongAddress."""
    found = [one.strip() for one in given.split(",") if one.strip()]
    if not found or not all(ADDRESS.fullmatch(one) for one in found):
        raise WrongAddress(f"{name} is no mail address")
    return found


def connected(server: Server) -> smtplib.SMTP:
    """A connection, encrypted and signed in as asked for. Raises SMTPException, OSError and NotDelivered."""
    trusted = ssl.create_default_context()
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=trusted)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        connection.ehlo()
    is_encrypted = server.scheme == "smtps"
    if server.scheme == "smtp+starttls" or (server.scheme == "smtp" and connection.has_extn("starttls")):
        connection.starttls(context=trusted)
        is_encrypted = True
    if server.user and not (is_encrypted or server.is_near):
        connection.close()
        raise NotDelivered(f"{server.host} offers no encryption: the password is not sent")
    if server.user:
        connection.login(server.user, server.password)
    return connection
