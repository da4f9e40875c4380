"""Answers that are refusals, or send the client elsewhere."""

from dataclasses import replace

from simulator.message import HTML, Answer, Asked
from simulator.rules import Change, Portals

REFUSED = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"
# Our own stand-ins for the scripts of two makers; they compute nothing.
COOKIE_521 = "<script>document.cookie=('__jsl_clearance_s=0|'+(0)+'|');location.href=location.pathname</script>"
COOKIE_412 = (
    '<html><head><meta charset="utf-8"><script>$_ts=window["$_ts"]||{};$_ts.nsd=0;$_ts.cd="nianbao simulator";</script>'
    '<script src="/4QbVtADbnLVIc/c.js"></script></head><body></body></html>'
)
CAPTCHA = (
    "<html><head><title>访问验证</title></head><body><p>请求过快，请输入验证码</p>"
    '<form action="/captcha" method="post"><img src="/captcha.jpg"><input name="code"><input type="submit"></form>'
    "</body></html>"
)


def status(code: int, retry_after: str = "") -> Change:
    """That status with a short page; `retry_after` in seconds or as an HTTP date, as the header is sent."""
    headers = (("Content-Type", "text/html"), *((("Retry-After", retry_after),) if retry_after else ()))

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return Answer(REFUSED.format(code).encode("ascii"), code, headers)

    return change


def redirect(location: str, code: int = 302) -> Change:
    """A redirect; to `/` it is how many portals answer for what they removed."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return Answer(b"", code, (("Location", location),))

    return change


def challenge(code: int = 521) -> Change:
    """A page whose script must set a cookie first: 521 of 加速乐, 412 of 瑞数 ([V])."""
    page, cookie = {521: (COOKIE_521, "__jsluid_s=0"), 412: (COOKIE_412, "S=0")}[code]

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return Answer(page.encode("utf-8"), code, (("Content-Type", HTML), ("Set-Cookie", f"{cookie}; path=/")))

    return change


def captcha() -> Change:
    """A page that asks for a captcha, with status 200 ([V] 盐城, after fast paging)."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return replace(answer, body=CAPTCHA.encode("utf-8"), status=200, headers=(("Content-Type", HTML),))

    return change
