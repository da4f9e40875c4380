"""What surrounds every answer: only known hosts, only reading, and headers that let a page load nothing but its own."""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "[::1]")
READING = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# An answer that sets one of these itself, such as an archived page in its frame, keeps its own.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}


class Guard:
    """ASGI middleware: refuses other hosts (DNS rebinding) and whatever is no reading; sets the headers."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        is_head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.body" and is_head:
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        # HEAD is answered as GET is, without what follows the headers.
        asked = {**scope, "method": "GET"} if is_head else scope
        await (self.app if refusal is None else refusal)(asked, receive, guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if host_of(Headers(scope=scope).get("host", "")) not in self.hosts:
            return PlainTextResponse("this server does not go by that name 本服务器不使用该名称\n", 421)
        if scope["method"] not in READING:
            return PlainTextResponse("only GET and HEAD 只接受 GET 与 HEAD\n", 405, {"Allow": ", ".join(READING)})
        return None


def host_of(header: str) -> str:
    """The name in a Host header, without its port."""
    name, colon, port = header.rpartition(":")
    return (name if colon and port.isdigit() else header).lower()
