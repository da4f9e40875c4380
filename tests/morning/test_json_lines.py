"""With NIANBAO_LOG=json standard error is one JSON object a line, whatever a portal writes."""

import json
import os
import subprocess
import sys

HOSTILE = '标题\n{"event": "forged"}\x1b[31m'
SAYS = f"""
from crawler.ledger import Shortfall, Trouble
from nianbao.cli.json_lines import scrapy_settings, speak_json, tell_shortfall, tell_site
from nianbao.store.rows import SiteOutcome
import click, logging
assert speak_json() and speak_json() and scrapy_settings() == {{"LOG_ENABLED": False}}
tell_shortfall("shili", Shortfall("http://x.test/", Trouble.BLOCKED, {HOSTILE!r}, "captcha"))
tell_site(SiteOutcome("shili", "partial", None, 3, 1, 0, 0, 0))
click.echo("a line", err=True)
logging.getLogger("scrapy.core").error("theirs")
logging.getLogger("scrapy.core").info("not told")
click.ClickException("it failed").show()
"""


def said(code: str, log: str) -> "subprocess.CompletedProcess[str]":
    """What a process says."""
    environment = {**os.environ, "NIANBAO_LOG": log}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def test_every_line_is_an_object_and_no_portal_forges_one() -> None:
    told = [json.loads(line) for line in said(SAYS, "json").stderr.splitlines()]
    assert [one["event"] for one in told] == ["fell short", "site", "a line", "theirs", "Error: it failed"]
    assert (told[0]["reason"], told[0]["trouble"], told[0]["level"]) == (HOSTILE, "blocked", "warning")
    assert (told[1]["state"], told[1]["listed"], told[4]["level"]) == ("partial", 3, "error")
    assert all(one["timestamp"].endswith("Z") and one["logger"] for one in told)


def test_without_the_setting_lines_are_plain_and_an_unknown_one_is_refused() -> None:
    plain = "from nianbao.cli.json_lines import *; assert not speak_json() and not scrapy_settings(); tell_site(None)"
    assert said(plain, "").returncode == 0
    wrong = "from nianbao.cli.json_lines import speak_json; speak_json()"
    assert "WrongCall" in said(wrong, "xml").stderr
