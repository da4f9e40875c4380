"""A portal that leads wherever it is told, and a listener at every address of the machine; both count who comes."""

import socket
from collections import Counter
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

HOST = "www.shilixian.test"
TITLE = "示例县人民政府{}年政府信息公开工作年度报告"
PROSE = "<p>示例县是一个不存在的县，这一页是为证明而写的。</p>" * 20


class Listener(ThreadingHTTPServer):
    """Answers at every address of both families. `came`: address that was connected to -> how often."""

    daemon_threads = True
    address_family = socket.AF_INET6
    request_queue_size = 256

    def __init__(self, answers: "type[Answers]") -> None:
        self.came: Counter[str] = Counter()
        super().__init__(("::", 0), answers)
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def server_bind(self) -> None:
        """Both families on one socket."""
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count the connection by the address it was made to."""
        self.came[request.getsockname()[0].removeprefix("::ffff:")] += 1
        super().process_request(request, client_address)


class Answers(BaseHTTPRequestHandler):
    """What stands behind an address that nobody may ask: a page that would pass for a report."""

    def do_GET(self) -> None:
        """Answer whatever is asked."""
        self.say(page(TITLE.format(2023)))

    def say(self, body: str, status: int = 200, location: str = "") -> None:
        """Send an answer."""
        sent = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Connection", "close")
        if location:
            # As bytes that are no Latin-1 go over the wire.
            self.send_header("Location", location.encode().decode("latin-1"))
        self.end_headers()
        self.wfile.write(sent)
        self.close_connection = True

    def log_message(self, *told: Any) -> None:
        """Nothing on standard error: what came is counted."""


def portal_answers(targets: Sequence[str]) -> type[Answers]:
    """The portal: its list, its redirects and its attachments lead to `targets`, addresses with `{way}` in them."""

    class Portal(Answers):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            kind, _, number = self.path.strip("/").partition("/")
            if kind == "robots.txt" and host.startswith("robots-"):
                self.say("", 302, targets[int(host.split(".")[0][7:])].format(way="robots"))
            elif kind == "robots.txt":
                self.say("User-agent: *\nDisallow: /admin/\n")
            elif kind == "away":
                self.say("", 302, targets[int(number.split(".")[0])].format(way="redirect"))
            elif kind == "nb":
                self.say(list_page(targets))
            elif kind == "report":
                self.say(page(TITLE.format(2023), links(targets)))
            else:
                self.say(page(TITLE.format(2022)))

    return Portal


def list_page(targets: Sequence[str]) -> str:
    """A list: rows that lead to the targets, to pages that redirect to them, and to a page with files there."""
    own = [f"/away/{number}.html" for number in range(len(targets))]
    there = [target.format(way="row") for target in targets]
    rows = [(href, TITLE.format(2009 + place % 16)) for place, href in enumerate((*own, *there))]
    rows.append(("/report/1.html", TITLE.format(2023)))
    items = "".join(
        f'<li><a href="{href}" title="{title}">{title}</a><span>2024-01-18</span></li>' for href, title in rows
    )
    return f"<html><head><title>政府信息公开年报</title></head><body><ul>{items}</ul>{PROSE}</body></html>"


def links(targets: Sequence[str]) -> str:
    """Files of the report."""
    there = (target.format(way="file").replace(".html", ".pdf") for target in targets)
    name = "示例县2023年政府信息公开工作年度报告"
    return "".join(f'<p><a href="{href}">{name}{number}.pdf</a></p>' for number, href in enumerate(there))


def page(title: str, more: str = "") -> str:
    """A report's page."""
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{PROSE}{more}</body></html>"
