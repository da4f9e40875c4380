"""`python -m simulator` shows a portal, prints its requests, and ends at Ctrl-C."""

import http.client
import json
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_portal_by_hand() -> None:
    command = [sys.executable, "-m", "simulator", "--family", "vsb", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as shown:
        assert shown.stdout
        lines: list[str] = []
        while not lines or lines[-1] != "}\n":
            lines.append(shown.stdout.readline())
            assert lines[-1], shown.stderr and shown.stderr.read()
        told = json.loads("".join(lines))
        connection = http.client.HTTPConnection(told["resolver"]["www.yishi.test"])
        connection.request("GET", "/zfxxgk/xxgknb.htm", headers={"Host": "www.yishi.test"})
        assert "信息公开年报" in connection.getresponse().read().decode("utf-8")
        connection.close()
        request = json.loads(shown.stdout.readline())
        shown.send_signal(signal.SIGINT)
        assert shown.wait(10) == 0
    assert (request["host"], request["target"]) == ("www.yishi.test", "/zfxxgk/xxgknb.htm")
    assert told["lists"] == {"vsb": "http://www.yishi.test/zfxxgk/xxgknb.htm"}
