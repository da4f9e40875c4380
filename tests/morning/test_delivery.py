"""The report sent over real HTTP and to a real mail server on this machine: whole, harmless, and nowhere else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from nianbao.jobs.morning.alarm import raised
from nianbao.jobs.morning.delivery import NotDelivered, WrongAddress, delivery
from tests.morning.told import morning

HOSTILE = "标题\r\nBcc: thief@evil.test\r\n\r\n<script>alert(1)</script>"
TOLD = morning([raised("outage", "shili_a", HOSTILE, url="http://x.test/\r\nX: y")])
OURS = ("NIANBAO_WEBHOOK", "NIANBAO_MAIL_TO", "NIANBAO_MAIL_FROM", "NIANBAO_SMTP", "NIANBAO_SMTP_USER")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """No address but those of the test."""
    for name in (*OURS, "NIANBAO_WEBHOOK_FILE", "NIANBAO_SMTP_PASSWORD", "NIANBAO_SMTP_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)


@dataclass
class Hook:
    """A receiver: what it was sent, and what it answers."""

    port: int = 0
    status: int = 204
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address, with a secret as receivers have it."""
        return f"http://127.0.0.1:{self.port}/hook/secret?a=1"


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A receiver on loopback."""
    told = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.got.append((self.path, json.loads(body)))
            self.send_response(told.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = server.server_port
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_gets_the_whole_report_and_harmless_text(hook: Hook, tmp_path: Path, monkeypatch: Any) -> None:
    secret = tmp_path / "webhook"
    secret.write_text(f"{hook.url}\n", encoding="utf-8")
    monkeypatch.setenv("NIANBAO_WEBHOOK_FILE", str(secret))
    delivery()(TOLD)
    ((path, body),) = hook.got
    assert path == "/hook/secret?a=1"
    assert body["report"]["alarms"][0]["evidence"] == HOSTILE
    assert "<script>" not in body["text"]
    assert "&lt;script&gt;" in body["text"]


@pytest.mark.parametrize("status", [302, 307, 404, 500])
def test_a_redirect_or_an_error_is_no_delivery(hook: Hook, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    hook.status = status
    monkeypatch.setenv("NIANBAO_WEBHOOK", hook.url)
    with pytest.raises(NotDelivered, match=str(status)) as failure:
        delivery()(TOLD)
    assert [path for path, _ in hook.got] == ["/hook/secret?a=1"]
    assert "secret" not in str(failure.value)


def test_a_receiver_that_is_not_there_is_said(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_WEBHOOK", "http://127.0.0.1:9/hook")
    with pytest.raises(NotDelivered, match="refused"):
        delivery()(TOLD)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x.test/", "http://", "http://x.test/ a", "x.test"])
def test_what_is_no_web_address_is_refused_before_anything_is_sent(monkeypatch: Any, address: str) -> None:
    monkeypatch.setenv("NIANBAO_WEBHOOK", address)
    with pytest.raises(WrongAddress):
        delivery()


def test_nowhere_to_send_it_is_a_wrong_call() -> None:
    with pytest.raises(WrongAddress, match="nowhere"):
        delivery()


class Box:
    """A mail box that keeps what comes."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a mail."""
        self.got.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """A mail server on loopback."""
    kept = Box()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port, ready_timeout=30)
    controller.start()
    monkeypatch.setenv("NIANBAO_SMTP", f"smtp://127.0.0.1:{port}")
    yield kept
    controller.stop()


def test_a_mail_is_plain_text_to_those_named_and_to_nobody_a_portal_names(box: Box, monkeypatch: Any) -> None:
    monkeypatch.setenv("NIANBAO_MAIL_TO", "keeper@example.org, other@example.org")
    delivery()(TOLD)
    ((to, content),) = box.got
    mail = message_from_bytes(content, policy=default)
    assert to == ["keeper@example.org", "other@example.org"]
    assert mail["Bcc"] is None
    assert mail.get_content_type() == "text/plain"
    assert str(mail["Subject"]).startswith("nianbao, night of 2026-04-01: 1 need a look")
    body = mail.get_body()
    assert body is not None
    lines = body.get_content().splitlines()
    assert not [line for line in lines if line.startswith(("Bcc", "X:", "<"))]
    assert any("标题 Bcc: thief@evil.test <script>" in line for line in lines)


def test_a_password_is_not_sent_in_the_clear_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from nianbao.jobs.morning.mail import Server

    assert Server("smtp", "127.0.0.1", 25, "a", "b").is_near
    assert not Server("smtp", "mail.example.org", 25, "a", "b").is_near


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NIANBAO_MAIL_TO", "nobody"),
        ("NIANBAO_MAIL_TO", "a@b.test\nBcc: c@d.test"),
        ("NIANBAO_SMTP", "smtp://user:word@host"),
        ("NIANBAO_SMTP", "http://host"),
        ("NIANBAO_SMTP_PASSWORD_FILE", "/nowhere/at/all"),
    ],
)
def test_a_wrong_mail_setting_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("NIANBAO_MAIL_TO", "keeper@example.org")
    monkeypatch.setenv("NIANBAO_SMTP", "smtp://127.0.0.1:25")
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongAddress):
        delivery()
